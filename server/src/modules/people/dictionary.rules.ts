/** What an entry weighs; null where its dictionary, or the entry, has no such thing. */
export interface EntryWeight {
  /** Of a status: whether it makes a household registered poor or monitored, those lifted out of poverty included. */
  registered: boolean | null;
  /** Of such a status how hard off it is, 0 to 50; of a cause how much a friend can do about it, 0 to 15. */
  weight: number | null;
}

const MOST_HARDSHIP = 50;
const MOST_FOR_CAUSE = 15;
/** A cause of which nothing was said. */
const ANY_CAUSE = 5;

const within = (weight: number | null, most: number): boolean =>
  weight !== null && Number.isInteger(weight) && weight >= 0 && weight <= most;

/**
 * What an entry is to weigh by what was given, as it was where nothing was; of a new one: a status is not registered, a cause like
 * most others. What its dictionary has no place for is left aside.
 * @returns a sentence for people where the weight is missing or out of bounds
 */
export function weigh(
  dictionary: string,
  given: Partial<EntryWeight>,
  before: EntryWeight | null,
): EntryWeight | string {
  const weight = given.weight ?? before?.weight ?? null;
  if (dictionary === 'POVERTY_STATUS') {
    const registered = given.registered ?? before?.registered ?? false;
    if (!registered) return { registered, weight: null };
    return within(weight, MOST_HARDSHIP) ? { registered, weight } : `权重填 0 到 ${MOST_HARDSHIP}，越难越大`;
  }
  if (dictionary === 'POVERTY_CAUSE') {
    const why = weight ?? ANY_CAUSE;
    return within(why, MOST_FOR_CAUSE)
      ? { registered: null, weight: why }
      : `权重填 0 到 ${MOST_FOR_CAUSE}，越帮得上忙越大`;
  }
  return { registered: null, weight: null };
}
