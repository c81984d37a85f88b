/** Why a household gets the friend that it gets, or none; the weightiest stands first. */
export const WHY = [
  'PINNED',
  'FRIEND_STOPPED',
  'FORBIDDEN',
  'KIN',
  'MAKES_ROOM',
  'FIRST_VILLAGE',
  'LOOKED_AFTER',
  'SAME_TOWN',
  'SAME_COUNTY',
  'SENT',
  'FIELD_FITS',
  'FIRST_FRIEND',
  'HARDEST',
  'CLAIMED',
  'NO_PLACES',
  'AWAITS_CITY',
  'BARRED',
  'DISPUTED',
  'UNUSED',
] as const;
export type Why = (typeof WHY)[number];

/** What the reasons of a pair go by. */
export interface PairFacts {
  pinned: boolean;
  /** Why the friend of today goes; null where there is none. */
  leaves: 'FRIEND_STOPPED' | 'FORBIDDEN' | 'KIN' | 'MAKES_ROOM' | null;
  firstVillage: boolean;
  lookedAfter: boolean;
  sameTown: boolean;
  sameCounty: boolean;
  /** The city administers the cadre’s unit (R6). */
  ofCity: boolean;
  fieldFits: boolean;
  /** An official who had no friend. */
  firstFriend: boolean;
  hardest: boolean;
}

/** The reasons of a new pair. */
export function whyPaired(f: PairFacts): Why[] {
  const why: (Why | false | null)[] = [
    f.pinned && 'PINNED',
    f.leaves,
    f.firstVillage && 'FIRST_VILLAGE',
    f.lookedAfter && 'LOOKED_AFTER',
    f.sameTown ? 'SAME_TOWN' : f.sameCounty && !f.ofCity && 'SAME_COUNTY',
    f.ofCity && 'SENT',
    f.fieldFits && 'FIELD_FITS',
    f.firstFriend && 'FIRST_FRIEND',
    f.hardest && 'HARDEST',
  ];
  return why.filter((one): one is Why => Boolean(one));
}

/** Why a household is left without a friend: what is to be decided about it, who is to come, whether there is a place (R5). */
export function whyLeft(f: {
  disputed: boolean;
  claimed: boolean;
  awaiting: boolean;
  placesLeft: boolean;
}): Why {
  if (f.disputed) return 'DISPUTED';
  if (f.claimed) return 'CLAIMED';
  if (f.awaiting) return 'AWAITS_CITY';
  return f.placesLeft ? 'BARRED' : 'NO_PLACES';
}

const WORDS: Readonly<Record<Exclude<Why, 'FIELD_FITS'>, string>> = {
  PINNED: '办公室固定',
  FRIEND_STOPPED: '原干部已不在岗',
  FORBIDDEN: '办公室禁止原来的一对',
  KIN: '和原干部是亲属，要回避',
  MAKES_ROOM: '原干部让出名额，使更多的户有干部',
  FIRST_VILLAGE: '优先安排的村',
  LOOKED_AFTER: '本单位包村',
  SAME_TOWN: '同镇',
  SAME_COUNTY: '同县',
  SENT: '市直单位派来',
  FIRST_FRIEND: '干部原来没有结对户',
  HARDEST: '最困难的户先安排',
  CLAIMED: '花名册上还有没定的认领，先在看板上定',
  NO_PLACES: '名额用完了',
  AWAITS_CITY: '市里派了名额，等市办定由谁来',
  BARRED: '还有名额，但能来的干部都要回避或被禁止',
  DISPUTED: '不止一名干部认领，先在「有两名干部」里定',
  UNUSED: '还有名额，但预定了交接，或提案以后才空出来',
};

const FIELD_WORDS: Readonly<Record<string, string>> = {
  HEALTH: '卫健',
  EDUCATION: '教育',
  AGRICULTURE: '农业',
  EMPLOYMENT: '就业',
  HOUSING: '住建',
  TRANSPORT: '交通',
  WELFARE: '民政',
  OTHER: '其他',
};

/** The reasons in one line: 本单位包村；同镇；因病 ↔ 卫健. */
export const sentenceOf = (
  why: readonly string[],
  { cause, field }: { cause: string | null; field: string | null },
): string =>
  why
    .map((one) =>
      one === 'FIELD_FITS'
        ? `${cause ?? '主要原因'} ↔ ${FIELD_WORDS[field ?? ''] ?? '单位专长'}`
        : (WORDS[one as keyof typeof WORDS] ?? one),
    )
    .join('；');

/** What the reasons of those left count, in words: 名额用完了 12 户. */
export const countsOf = (reasons: readonly { why: string; households: number }[]): string[] =>
  reasons.map(({ why, households }) => `${WORDS[why as keyof typeof WORDS] ?? why} ${households} 户`);
