import { TextField } from '@mui/material';
import { DecideDisclosureDocument, type DisclosurePartsFragment } from '@qinyou/schema';
import { useState } from 'react';
import { formatNumber, ThinkTwice, tight, useIntent } from '../../shared/index.ts';
import { FIELD, KEPT, PEOPLE, WARNING } from './disclosure-words.ts';

interface Props {
  disclosure: DisclosurePartsFragment;
  approve: boolean;
  onClose: () => void;
}

/** The second person's word, beside everything that is asked for. */
export const DecideDisclosure = ({ disclosure, approve, onClose }: Props) => {
  const { id, version, askedBy, askedAs, area, conditions, people, fields, askedRows, reason } = disclosure;
  const [answer, setAnswer] = useState('');
  const decide = useIntent(DecideDisclosureDocument, {
    said: () => (approve ? `同意了，${askedBy}可以下载` : '没同意，什么都没导出'),
  });
  const run = async () => {
    const input = { id, version, approve, answer: answer.trim() || null };
    if (await decide.run({ input })) onClose();
  };
  const rows = formatNumber(askedRows);
  return (
    <ThinkTwice
      open
      title={tight(approve ? `同意导出 ${rows} 人的完整信息？` : `不同意导出 ${rows} 人的完整信息？`)}
      doIt={tight(approve ? `同意导出 ${rows} 人` : '不同意')}
      onDo={() => void run()}
      disabled={decide.pending || (!approve && answer.trim() === '')}
      leave="先不决定"
      onLeave={onClose}
    >
      <span>{`${askedBy}（${askedAs}）申请`}</span>
      <span>
        {tight(
          `${[area, ...conditions].join('，')}：${PEOPLE[people]} ${rows} 人的${fields.map((field) => FIELD[field]).join('、')}`,
        )}
      </span>
      <span>{`拿去做什么：${reason}`}</span>
      {approve && <span>{WARNING + KEPT}</span>}
      <TextField
        label={approve ? '说明（可以不写）' : '为什么不同意'}
        required={!approve}
        helperText="会一直留着，别写号码"
        value={answer}
        onChange={(event) => setAnswer(event.target.value)}
        multiline
        minRows={2}
        slotProps={{ htmlInput: { maxLength: 200 } }}
      />
    </ThinkTwice>
  );
};
