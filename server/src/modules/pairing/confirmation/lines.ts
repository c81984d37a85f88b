import { sql, type RawBuilder } from 'kysely';
import type { UnitOfWork } from '../../../platform/db/database.ts';
import { calendarDate } from '../../../platform/clock.ts';
import { cardsOf } from '../../people/index.ts';
import type { Day } from '../pairing.rules.ts';
import type { Subject } from './confirmation.rules.ts';

/** The names of one line, as they lie sealed. */
export interface SealedNames {
  cadre: string;
  head: string;
}

interface Standing {
  path: string;
  pairingId: string;
  cadreId: string;
  householdId: string;
  kind: string;
  from: string;
  village: string;
  unit: string;
  cadre: string | null;
  head: string | null;
}

const BATCH = 5000;

/**
 * The lines of a signature, after `from`: every pairing that stands today, retained ones too, with the names that can be read
 * under the scope at hand: a unit's lines are read on the unit's axis. `path` names none of its aliases c, h, p, u, v.
 */
const standing = (subject: Subject, path: RawBuilder<unknown>, today: Day): RawBuilder<unknown> => {
  const unit = subject === 'UNIT';
  const key = unit ? sql.ref('p.cadre_path') : sql.ref('p.path');
  const these = sql`${key} >= ${path} and ${key} < left(${path}, -1) || '0' and p.withdrawn_at is null
      and p.from_date <= ${today} and (p.to_date is null or p.to_date > ${today})`;
  const homes = cardsOf(
    unit ? 'unit' : 'territory',
    sql`array(select p.household_id from pairing p where ${these})`,
  );
  return sql`pairing p left join cadre c on c.id = p.cadre_id left join unit u on u.path = p.cadre_path
    left join ${homes} h on h.id = p.household_id left join region v on v.path = p.path where ${these}`;
};

/** The digest of the lines of now, as one value (see digest.rules.ts): order does not matter, and nothing is sorted. */
export const digestOf = (subject: Subject, path: RawBuilder<unknown>, today: Day): RawBuilder<string> =>
  sql<string>`(select concat_ws('.', floor(extract(epoch from now()) * 1000)::bigint, count(*),
      to_hex(coalesce(bit_xor(hashtextextended(concat_ws('|', p.id, p.kind, p.cadre_id, c.name, u.name, p.household_id,
        h.head_name, v.name, p.from_date, p.to_date), 0)), 0))) from ${standing(subject, path, today)})`;

/** The lines of now beside a look at them. */
export async function linesSince(
  { sql: db }: UnitOfWork,
  { subject, path }: { subject: Subject; path: string },
  today: Day,
  looked: number,
): Promise<{ digest: string; made: number }> {
  const where = sql`${path}::text`;
  const { rows } = await sql<{
    digest: string;
    made: number;
  }>`select ${digestOf(subject, where, today)} as digest,
    (select count(*)::int from ${standing(subject, where, today)}
      and p.created_at > to_timestamp(${looked}::double precision / 1000)) as made`.execute(db);
  return rows[0]!;
}

/**
 * Copies every standing pairing of the unit or county, as it is at this moment, under the signature's own key, and seals the copies.
 * @returns the seal, in hex: it holds as long as no line is touched, also where a name is erased by law
 */
export async function copyLines(
  { sql: db }: UnitOfWork,
  seal: (value: string) => Buffer,
  { subject, path }: { subject: Subject; path: string },
  signatureId: string,
  at: Date,
): Promise<string> {
  const today = calendarDate(at);
  const { rows } =
    await sql<Standing>`select p.path, p.id as "pairingId", p.cadre_id as "cadreId", p.household_id as "householdId",
      p.kind, p.from_date as "from", coalesce(v.name, '') as village, coalesce(u.name, '') as unit, c.name as cadre,
      h.head_name as head
    from ${standing(subject, sql`${path}::text`, today)}
    order by p.cadre_path, p.cadre_id, p.path, p.id`.execute(db);
  for (let from = 0; from < rows.length; from += BATCH) {
    const some = rows.slice(from, from + BATCH);
    const column = <T>(pick: (row: Standing) => T) => some.map(pick);
    const names = some.map(({ cadre, head }) =>
      seal(JSON.stringify({ cadre: cadre ?? '', head: head ?? '' } satisfies SealedNames)),
    );
    await sql`insert into confirmation_line (signature_id, position, path, pairing_id, cadre_id, household_id, kind, from_date,
        village, unit, names_cipher)
      select ${signatureId}::uuid, ${from} + n, path, pairing_id, cadre_id, household_id, kind, from_date, village, unit, names
      from unnest(${column((r) => (subject === 'UNIT' ? path : r.path))}::text[], ${column((r) => r.pairingId)}::uuid[],
        ${column((r) => r.cadreId)}::uuid[], ${column((r) => r.householdId)}::uuid[], ${column((r) => r.kind)}::text[],
        ${column((r) => r.from)}::date[], ${column((r) => r.village)}::text[], ${column((r) => r.unit)}::text[],
        ${names}::bytea[]) with ordinality
        as t(path, pairing_id, cadre_id, household_id, kind, from_date, village, unit, names, n)`.execute(db);
  }
  const sealed = await sql<{ digest: Buffer }>`insert into confirmation_seal (signature_id, digest)
    values (${signatureId}, lines_digest(${signatureId})) returning digest`.execute(db);
  return sealed.rows[0]!.digest.toString('hex');
}
