import { DecideErasureDocument, type ErasurePartsFragment } from '@qinyou/schema';
import { SecondWord, useIntent } from '../../shared/index.ts';
import { GROUND, WHAT_GOES, WHAT_STAYS } from './erasure-words.ts';

interface Props {
  erasure: ErasurePartsFragment;
  approve: boolean;
  onClose: () => void;
}

/** Approved, it is done at once and can't be undone. */
export const DecideErasure = ({ erasure, approve, onClose }: Props) => {
  const { id, version, person, place, ground, reason } = erasure;
  const decide = useIntent(DecideErasureDocument, {
    said: () => (approve ? '删好了，找不回来了' : '没同意，资料都没动'),
  });
  const run = async (answer: string | null) => {
    if (await decide.run({ input: { id, version, approve, answer } })) onClose();
  };
  return (
    <SecondWord
      approve={approve}
      title={approve ? `删除${person}的个人信息？` : `不同意删除${person}的个人信息？`}
      doIt={approve ? '删除，不能恢复' : '不同意'}
      kept="这句话会一直留着，别写姓名和号码"
      pending={decide.pending}
      onDecide={(answer) => void run(answer)}
      onClose={onClose}
    >
      <span>{`${place}，${GROUND[ground]}：${reason}`}</span>
      {approve && (
        <span>
          <b>{WHAT_GOES}</b>
          {WHAT_STAYS}
        </span>
      )}
    </SecondWord>
  );
};
