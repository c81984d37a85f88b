import { sql, type Kysely } from 'kysely';
import type { DB } from '../../server/src/generated/tables.ts';
import type { Vault } from '../../server/src/platform/crypto.ts';
import type { DemoAccounts } from './accounts.ts';
import type { DemoCadre } from './cadres.ts';
import type { Dice } from './dice.ts';
import type { Calendar, DemoPairing } from './pairings.ts';
import type { Rows } from './rows.ts';
import type { DemoUnit } from './units.ts';

interface Confirmation {
  id: string;
  year: number;
  path: string;
  unitId: string | null;
}

type Step = 'CONFIRM' | 'COUNTERSIGN' | 'CLOSE';
const NEXT_STATE = { CONFIRM: 'CONFIRMED', COUNTERSIGN: 'COUNTERSIGNED', CLOSE: 'CLOSED' } as const;

export interface Signing {
  vault: Vault;
  units: readonly DemoUnit[];
  cadres: readonly DemoCadre[];
  pairings: readonly DemoPairing[];
  accounts: DemoAccounts;
  calendar: Calendar;
}

/** The signatures of two past years, with their lines, and those that some units have given this year already (R5). */
export async function signConfirmations(
  db: Kysely<DB>,
  dice: Dice,
  rows: Rows,
  signing: Signing,
): Promise<void> {
  const { units, cadres, calendar } = signing;
  for (const year of [calendar.year - 2, calendar.year - 1])
    await sql`select open_confirmations(${year})`.execute(db);
  const all: Confirmation[] = await db
    .selectFrom('confirmation')
    .select(['id', 'year', 'path', 'unit_id as unitId'])
    .orderBy('year')
    .orderBy('path')
    .execute();
  const desk = new Desk(dice, rows, signing);
  const friendless = new Set(
    cadres.filter(({ owes, load }) => owes && load === 0).map(({ unit }) => unit.id),
  );
  const unitOf = new Map(units.map((unit) => [unit.id, unit]));
  for (const confirmation of all) {
    await rows.spill();
    if (confirmation.year < calendar.year) {
      desk.sign(
        confirmation,
        confirmation.unitId ? ['CONFIRM', 'COUNTERSIGN'] : ['CONFIRM', 'CLOSE'],
        `${confirmation.year}-03-2`,
      );
      continue;
    }
    const unit = unitOf.get(confirmation.unitId ?? '');
    if (!unit || friendless.has(unit.id) || !dice.chance(unit.county?.confirmed ?? 50)) continue;
    const steps: Step[] = dice.chance(unit.county?.countersigned ?? 50)
      ? ['CONFIRM', 'COUNTERSIGN']
      : ['CONFIRM'];
    desk.sign(confirmation, steps, null);
  }
  await rows.flush();
  await desk.advance(db);
}

/** Gathers signatures and lines, and remembers how far each confirmation came by them. */
class Desk {
  readonly #dice: Dice;
  readonly #rows: Rows;
  readonly #given: Signing;
  /** By the path of the unit, and by that of the county. */
  readonly #pairings: Map<string, DemoPairing[]>;
  readonly #states = new Map<string, string[]>();

  constructor(dice: Dice, rows: Rows, given: Signing) {
    this.#dice = dice;
    this.#rows = rows;
    this.#given = given;
    this.#pairings = new Map([
      ...Map.groupBy(given.pairings, ({ cadre }) => cadre.unit.path),
      ...Map.groupBy(given.pairings, ({ household }) => household.county.place.path),
    ]);
  }

  /** @param week the first nine signs of the days to sign on (`2026-03-2`), or null for the days just past */
  sign({ id, path, unitId }: Confirmation, steps: readonly Step[], week: string | null): void {
    const { vault, accounts, calendar } = this.#given;
    const office = [...accounts.offices].find(([place]) => path.startsWith(place));
    const signers: Record<Step, { account: string; as: string }> = {
      CONFIRM: unitId
        ? { account: accounts.liaisons.get(unitId)!, as: '联络员' }
        : { account: office![1], as: '县操作员' },
      COUNTERSIGN: office
        ? { account: office[1], as: '县操作员' }
        : { account: accounts.city, as: '市操作员' },
      CLOSE: { account: accounts.city, as: '市操作员' },
    };
    let first: string | null = null;
    steps.forEach((step, place) => {
      const key = vault.newPersonKey();
      const signature = this.#dice.id();
      const day = week === null ? calendar.today : `${week}${place + (unitId ? 2 : 5)}`;
      const standing = step === 'CONFIRM' ? this.#standing(path, day) : [];
      this.#rows.add('confirmation_signature', {
        id: signature,
        confirmation_id: id,
        path,
        step,
        signed_by: signers[step].account,
        signed_at: `${day}T0${place}:30:00+08:00`,
        reason: null,
        request_id: this.#dice.id(),
        summary: { pairs: standing.length },
        key,
        signer_cipher: vault.seal(key, signers[step].as),
        signed_as: signers[step].as,
        lines_of: first,
      });
      standing.forEach((pairing, position) =>
        this.#line(signature, key, position, pairing, unitId === null ? null : path),
      );
      first ??= signature;
    });
    const state = NEXT_STATE[steps.at(-1)!];
    this.#states.set(state, [...(this.#states.get(state) ?? []), id]);
  }

  /** Seals every signed list, and brings every confirmation to the state that its last signature gives it. */
  async advance(db: Kysely<DB>): Promise<void> {
    await sql`insert into confirmation_seal select id, lines_digest(id) from confirmation_signature where step = 'CONFIRM'`.execute(
      db,
    );
    for (const [state, ids] of this.#states) {
      await db
        .updateTable('confirmation')
        .set({ state })
        .where('id', '=', sql<string>`any(${ids}::uuid[])`)
        .execute();
    }
  }

  #standing(path: string, day: string): DemoPairing[] {
    const all = this.#pairings.get(path) ?? [];
    return all.filter(({ from, to }) => from <= day && (to === null || to > day));
  }

  #line(
    signature: string,
    key: Buffer,
    position: number,
    { id, cadre, household, kind, from }: DemoPairing,
    path: string | null,
  ) {
    this.#rows.add('confirmation_line', {
      signature_id: signature,
      position,
      path: path ?? household.village.path,
      pairing_id: id,
      cadre_id: cadre.id,
      household_id: household.id,
      kind,
      from_date: from,
      village: household.village.name,
      unit: cadre.unit.name,
      names_cipher: this.#given.vault.seal(key, JSON.stringify({ cadre: cadre.name, head: household.head })),
    });
  }
}
