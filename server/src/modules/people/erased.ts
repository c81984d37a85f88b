/** Whose data go: a cadre's, one member's, or those of a whole household. */
export type ErasureSubject = 'CADRE' | 'MEMBER' | 'HOUSEHOLD';

/** What stands where a person's words stood. */
export const ERASED = '已依法删除';

export interface FormerHome {
  householdId: string;
  path: string;
  village: string;
}

/** Somebody who is being erased: all that tells who they are, known for the last time. */
export interface Erased {
  subject: ErasureSubject;
  id: string;
  /** The village's or the unit's. */
  path: string;
  cadreId: string | null;
  /** The household, of a member too. */
  householdId: string | null;
  memberIds: readonly string[];
  accountId: string | null;
  /** Households that they lived in before a split or a merge; what is written about those is about others, too. */
  formerHomes: readonly FormerHome[];
  /** The name of the village that a household lies in. */
  village: string;
  names: readonly string[];
  /** Names, numbers and phones, in full and masked: a text that holds one of them tells who it is about. */
  words: readonly string[];
  /** What cases know their numbers by: blind indexes, of a household erased whole also its number. */
  indexes: readonly Buffer[];
  /** Whether what is written about the subject is about nobody else: of one member among several it may be. */
  whole: boolean;
}

/** A free text about the subject: gone where it is theirs alone, else where it names them. */
export function spared(
  { whole, words }: Pick<Erased, 'whole' | 'words'>,
  text: string | null,
): string | null {
  if (text === null) return null;
  return whole || words.some((word) => text.includes(word)) ? ERASED : text;
}

/** The same person as a former household knows them: there only what names them goes. */
export const formerly = (person: Erased, home: FormerHome): Erased => ({
  ...person,
  ...home,
  subject: 'MEMBER',
  whole: false,
  formerHomes: [],
});
