/** What a record may say of a person, by its key; everything else in it is an identifier, a date or a code. */
const PERSONAL = new Set([
  'name',
  'headName',
  'identity',
  'phone',
  'phoneWorksOn',
  'shown',
  'sex',
  'birthDate',
  'number',
  'villageGroup',
  'remark',
  'note',
  'login',
  'displayName',
]);

/** A record as far as it can say anything of a person. */
export interface Told {
  subjectId: string | null;
  before: object | null;
  after: object | null;
  reason: string | null;
}

/** Who is being erased, as far as a record is looked through for them. */
export interface Sought {
  whole: boolean;
  householdId: string | null;
  /** Where they lived before; those are other people's, too. */
  formerHomes: readonly { householdId: string }[];
  memberIds: readonly string[];
  words: readonly string[];
}

/**
 * A record without what it says of an erased person (R32): what is theirs goes whole; in a record that others share only what holds
 * one of their words. Null where nothing goes.
 * @param gone what stands there instead
 */
export function withoutPerson(told: Told, sought: Sought, gone: string): Told | null {
  const theirs = isTheirs(told, sought);
  const now: Told = {
    subjectId: told.subjectId,
    before: told.before && (clean(told.before, theirs, sought.words, gone) as object),
    after: told.after && (clean(told.after, theirs, sought.words, gone) as object),
    reason: told.reason !== null && (theirs || holds(told.reason, sought.words)) ? gone : told.reason,
  };
  const same = JSON.stringify(now) === JSON.stringify({ ...told, subjectId: told.subjectId });
  return same ? null : now;
}

/** Records of a household are its members' in common, unless they name the member or the household is erased whole. */
function isTheirs({ subjectId, before, after }: Told, sought: Sought): boolean {
  const { whole, householdId, formerHomes, memberIds } = sought;
  const shared =
    formerHomes.some((home) => home.householdId === subjectId) || (!whole && subjectId === householdId);
  if (!shared) return true;
  const named = [before, after].flatMap((side) => {
    const { memberId, person } = (side ?? {}) as { memberId?: unknown; person?: unknown };
    return [memberId, person];
  });
  return named.some((id) => typeof id === 'string' && memberIds.includes(id));
}

const holds = (text: string, words: readonly string[]) => words.some((word) => text.includes(word));

function clean(value: unknown, theirs: boolean, words: readonly string[], gone: string): unknown {
  if (typeof value === 'string') return holds(value, words) ? gone : value;
  if (Array.isArray(value)) return value.map((one) => clean(one, theirs, words, gone));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, one]): [string, unknown] => {
      if (theirs && PERSONAL.has(key) && one !== null && typeof one !== 'boolean') return [key, gone];
      return [key, clean(one, theirs, words, gone)];
    }),
  );
}
