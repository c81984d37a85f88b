import type { UnitOfWork } from '../../platform/db/database.ts';
import { DomainError, invalidInput, type ErrorCode, type ErrorDetails } from '../../platform/errors.ts';
import type { Day, Refusal } from './pairing.rules.ts';
import { isPlaceable, type Placement } from './place.ts';
import { lockAndLoad, type Facts, type StoredPairing } from './placement.facts.ts';

export interface HandoverLine {
  pairingId: string;
  /** The version that was seen; null for whichever stands, where what was seen is long past. */
  version: number | null;
  successorId: string;
}

/** A line with the pairing as it stands behind the lock of its household. */
export interface Handed extends HandoverLine {
  pairing: StoredPairing;
}

/** One household's no: all of it stays as it was. The message names the household, `sentence` does not. */
export class LineRefused extends DomainError {
  readonly pairingId: string;
  readonly sentence: string;

  constructor(
    { pairingId, sentence }: { pairingId: string; sentence: string },
    code: ErrorCode,
    message: string,
    details: ErrorDetails = {},
  ) {
    super(code, message, details);
    this.pairingId = pairingId;
    this.sentence = sentence;
  }
}

/**
 * Locks the households of a caseload and everybody concerned, and finds each line as it still stands, with somebody for it.
 * @throws CONFLICT where a pairing was changed since, INVALID_INPUT, NOT_FOUND
 */
export async function lockHandover(
  unit: UnitOfWork,
  today: Day,
  { cadreId, lines }: { cadreId: string; lines: readonly HandoverLine[] },
): Promise<{ facts: Facts; handed: Handed[] }> {
  if (lines.some(({ successorId }) => successorId === cadreId))
    throw invalidInput({ lines: '接手的不能是他自己' });
  const householdOf = await householdsOf(unit, cadreId, lines);
  const households = [...new Set(householdOf.values())];
  const missing =
    lines.find(({ pairingId }) => !householdOf.has(pairingId)) ??
    (households.length < lines.length ? lines[0] : undefined);
  if (missing) throw notThere(missing, '段结对', '结对不在了，或这一户搬去了别处');
  const facts = await lockAndLoad(unit, today, households, [
    cadreId,
    ...lines.map(({ successorId }) => successorId),
  ]);
  const handed = lines.map((line) => ({ ...line, pairing: standing(facts, householdOf, line) }));
  for (const line of handed)
    if (!isPlaceable(facts, placementOf(line)))
      throw notThere(line, '名干部', '接手人不归这里安排了，换一名接手');
  return { facts, handed };
}

export const placementOf = (
  { pairing: { householdId }, successorId }: Handed,
  from?: Day,
): Placement & { source: 'HANDOVER' } => ({ householdId, cadreId: successorId, from, source: 'HANDOVER' });

async function householdsOf(
  unit: UnitOfWork,
  cadreId: string,
  lines: readonly HandoverLine[],
): Promise<Map<string, string>> {
  const rows = await unit.sql
    .selectFrom('pairing')
    .select(['id', 'household_id'])
    .where('cadre_id', '=', cadreId)
    .where('kind', '=', 'RESPONSIBLE')
    .where((the) => the('id', '=', the.fn.any(the.val(lines.map(({ pairingId }) => pairingId)))))
    .execute();
  return new Map(rows.map((row) => [row.id, row.household_id]));
}

/** The pairing as it was seen and as it still stands. */
function standing(
  facts: Facts,
  householdOf: ReadonlyMap<string, string>,
  { pairingId, version }: HandoverLine,
): StoredPairing {
  const householdId = householdOf.get(pairingId) ?? '';
  const pairing = facts.pairings.get(householdId)?.find(({ id }) => id === pairingId);
  if (pairing?.to === null && (version === null || pairing.version === version)) return pairing;
  const message = `${nameOf(facts, householdId)}的结对刚被别人改过。看过现在的，再交接`;
  throw new LineRefused({ pairingId, sentence: '结对已经结束' }, 'CONFLICT', message, {
    current: { id: pairingId },
  });
}

const nameOf = (facts: Facts, householdId: string): string =>
  `${facts.households.get(householdId)?.headName ?? '这'}户`;

const notThere = ({ pairingId }: HandoverLine, what: string, sentence: string) =>
  new LineRefused({ pairingId, sentence }, 'NOT_FOUND', `没有这${what}，或不归你看`);

/** One household's no, said with its name. */
export function about(facts: Facts, { pairingId, pairing }: Handed, { rule, message: sentence }: Refusal) {
  const message = `${nameOf(facts, pairing.householdId)}：${sentence}。什么都没有改`;
  const what = { pairingId, sentence };
  return rule
    ? new LineRefused(what, 'RULE_VIOLATED', message, { rule })
    : new LineRefused(what, 'CONFLICT', message);
}
