/**
 * What an office may decide on a question of a roster. NOTED: taken note of, nothing follows. Of a row that waits: RETURNED, nothing
 * is written; TAKEN, it is the one that is stored and the roster is right; SEPARATE, it is another one, without the number that
 * collides; CLAIMED, it is the stored cadre, who stays where they are and only gets the 帮扶户.
 */
export type Decision = 'NOTED' | 'RETURNED' | 'TAKEN' | 'SEPARATE' | 'CLAIMED';

/** A decision as a button says it, and what follows from it. */
export interface Choice {
  decision: Decision;
  label: string;
  follows: string;
}

export interface Asked {
  kind: string;
  subjectType: string;
  /** Whether the row waits, sealed, to be written. */
  waiting: boolean;
}

const noted: Choice = { decision: 'NOTED', label: '记下，不再列', follows: '只记下怎么定的，资料不动' };
const returned = (label: string): Choice => ({
  decision: 'RETURNED',
  label,
  follows: '这一行不写入，留着的内容马上销毁；请传表的人改好再传',
});
const taken = (label: string, follows: string): Choice => ({ decision: 'TAKEN', label, follows });
const separate = (label: string, follows: string): Choice => ({ decision: 'SEPARATE', label, follows });

const HOUSEHOLD: Readonly<Record<string, readonly Choice[]>> = {
  OTHER_HEAD: [
    taken('是同一户，换了户主', '户主改成名册上的人，原户主留作家庭成员，结对不断；其余照名册改'),
    separate('是另一户，户编号写错了', '照名册新建一户，户编号先空着'),
    returned('名册写错了，退回'),
  ],
  OTHER_VILLAGE: [
    taken('是同一户，搬了村', '迁到名册写的村，结对和历史一起过去；其余照名册改'),
    separate('是另一户，号码写错了', '照名册新建一户，撞上的号码先空着'),
    returned('名册写错了，退回'),
  ],
  OTHER_IDENTITY: [
    taken('以名册的证件号码为准', '户主的证件号码改成名册的；其余照名册改'),
    returned('以库里的为准，退回'),
  ],
  IDENTITY_TAKEN: [
    separate('照名册写入，证件号码先空着', '这一行写入，不带证件号码；两边都不动'),
    returned('名册写错了，退回'),
  ],
  ENDED: [
    taken('恢复这一户', '这一户重新在册，照名册改；断了的结对不自动接上'),
    returned('确实销户了，退回'),
  ],
  SUPERIOR: [
    taken('是同一户，迁过来了', '那一户迁到名册写的村，结对和历史一起过去；其余照名册改'),
    separate('不是同一户', '照名册新建一户，撞上的号码先空着；另一边不动'),
    returned('号码写错了，退回'),
  ],
};

const CADRE: Readonly<Record<string, readonly Choice[]>> = {
  OTHER_NAME: [
    taken('是同一个人，改用名册的姓名', '姓名改成名册的；其余照名册改，帮扶户记上'),
    separate('是另一个人，号码写错了', '照名册新建一人，证件号码先空着'),
    returned('名册写错了，退回'),
  ],
  OTHER_IDENTITY: [returned('请填上证件号码再传，退回')],
  SUPERIOR: [
    taken('是同一个人，调来了', '从今天起调到名册写的单位，原来的朋友跟着走；其余照名册改，帮扶户记上'),
    { decision: 'CLAIMED', label: '是同一个人，没有调动', follows: '人留在原单位，只记上名册写的帮扶户' },
    separate('不是同一个人', '照名册新建一人，证件号码先空着；另一边不动'),
    returned('号码写错了，退回'),
  ],
};

/** What may be decided, the likeliest first. */
export function choicesOf({ kind, subjectType, waiting }: Asked): readonly Choice[] {
  if (!waiting) return [noted];
  return (subjectType === 'CADRE' ? CADRE : HOUSEHOLD)[kind] ?? [returned('退回')];
}
