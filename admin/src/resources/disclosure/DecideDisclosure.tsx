import { DecideDisclosureDocument, type DisclosurePartsFragment } from '@qinyou/schema';
import { formatNumber, SecondWord, tight, useIntent } from '../../shared/index.ts';
import { FIELD, KEPT, PEOPLE, WARNING } from './disclosure-words.ts';

interface Props {
  disclosure: DisclosurePartsFragment;
  approve: boolean;
  onClose: () => void;
}

/** Beside everything that is asked for. */
export const DecideDisclosure = ({ disclosure, approve, onClose }: Props) => {
  const { id, version, askedBy, askedAs, area, conditions, people, fields, askedRows, reason } = disclosure;
  const decide = useIntent(DecideDisclosureDocument, {
    said: () => (approve ? `同意了，${askedBy}可以下载` : '没同意，什么都没导出'),
  });
  const run = async (answer: string | null) => {
    if (await decide.run({ input: { id, version, approve, answer } })) onClose();
  };
  const rows = formatNumber(askedRows);
  return (
    <SecondWord
      approve={approve}
      title={tight(approve ? `同意导出 ${rows} 人的完整信息？` : `不同意导出 ${rows} 人的完整信息？`)}
      doIt={tight(approve ? `同意导出 ${rows} 人` : '不同意')}
      kept="会一直留着，别写号码"
      pending={decide.pending}
      onDecide={(answer) => void run(answer)}
      onClose={onClose}
    >
      <span>{`${askedBy}（${askedAs}）申请`}</span>
      <span>
        {tight(
          `${[area, ...conditions].join('，')}：${PEOPLE[people]} ${rows} 人的${fields.map((field) => FIELD[field]).join('、')}`,
        )}
      </span>
      <span>{`拿去做什么：${reason}`}</span>
      {approve && <span>{WARNING + KEPT}</span>}
    </SecondWord>
  );
};
