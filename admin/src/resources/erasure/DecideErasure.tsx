import { TextField } from '@mui/material';
import { DecideErasureDocument, type ErasurePartsFragment } from '@qinyou/schema';
import { useState } from 'react';
import { ThinkTwice, useIntent } from '../../shared/index.ts';
import { GROUND, WHAT_GOES, WHAT_STAYS } from './erasure-words.ts';

interface Props {
  erasure: ErasurePartsFragment;
  approve: boolean;
  onClose: () => void;
}

/** The second person's word; approved, it is done at once and can't be undone. */
export const DecideErasure = ({ erasure, approve, onClose }: Props) => {
  const [answer, setAnswer] = useState('');
  const decide = useIntent(DecideErasureDocument, {
    said: () => (approve ? '删好了，找不回来了' : '没同意，资料都没动'),
  });
  const run = async () => {
    const { id, version } = erasure;
    const input = { id, version, approve, answer: answer.trim() || null };
    if (await decide.run({ input })) onClose();
  };
  return (
    <ThinkTwice
      open
      title={approve ? `删除${erasure.person}的个人信息？` : `不同意删除${erasure.person}的个人信息？`}
      doIt={approve ? '删除，不能恢复' : '不同意'}
      onDo={() => void run()}
      disabled={decide.pending || (!approve && answer.trim() === '')}
      leave="先不决定"
      onLeave={onClose}
    >
      <span>{`${erasure.place}，${GROUND[erasure.ground]}：${erasure.reason}`}</span>
      {approve && (
        <span>
          <b>{WHAT_GOES}</b>
          {WHAT_STAYS}
        </span>
      )}
      <TextField
        label={approve ? '说明（可以不写）' : '为什么不同意'}
        required={!approve}
        helperText="这句话会一直留着，别写姓名和号码"
        value={answer}
        onChange={(event) => setAnswer(event.target.value)}
        multiline
        minRows={2}
        slotProps={{ htmlInput: { maxLength: 200 } }}
      />
    </ThinkTwice>
  );
};
