import { sql } from 'kysely';
import type { PathRange, Scope } from '../../../platform/auth/scope.ts';
import type { Vault } from '../../../platform/crypto.ts';
import type { Database } from '../../../platform/db/database.ts';
import { cardsOf } from '../../people/index.ts';
import { inUnit, inVillage } from './ledger.order.rules.ts';
import type { SealedNames } from '../confirmation/lines.ts';
import { statement } from '../../../platform/db/query-builder.ts';

/** One line of the ledger, as it is printed. Phones are masked forms; a past year has only what was signed. */
export interface LedgerRow {
  town: string;
  village: string;
  group: string;
  head: string;
  phone: string;
  size: number | null;
  status: string;
  cause: string;
  cadre: string;
  unit: string;
  from: string;
  kind: string;
}

/** Rows fetched at a time; a ledger is never held whole. */
const BATCH = 2000;

interface Keyed extends LedgerRow {
  place: string;
  id: string;
}

const placeColumn = (scope: Scope) => sql.ref(scope.axis === 'unit' ? 'p.cadre_path' : 'p.path');

/** The pairings that stand today in the range: village by village, group by group (a unit's: cadre by cadre). */
export async function* standingRows(
  db: Database,
  scope: Scope,
  { lo, hi }: PathRange,
  today: string,
): AsyncGenerator<LedgerRow[]> {
  const place = placeColumn(scope);
  const order = scope.axis === 'unit' ? inUnit : inVillage;
  /** The place that the last batch broke off in: its rows are sorted once all of them are there. */
  let open: Keyed[] = [];
  let after = { place: '', id: '00000000-0000-0000-0000-000000000000' };
  for (;;) {
    const rows = await db.rows(
      scope,
      statement(sql<Keyed>`with p as (
          select ${place} as place, p.* from pairing p
          where ${place} >= ${lo} and ${place} < ${hi} and p.withdrawn_at is null and (p.to_date is null or p.to_date > ${today})
            and (${place}, p.id) > (${after.place}, ${after.id}::uuid)
          order by ${place}, p.id limit ${BATCH}
        )
        select p.place, p.id, coalesce(t.name, '') as town, coalesce(v.name, '') as village,
          coalesce(h.village_group, '') as "group", coalesce(h.head_name, '') as head, coalesce(m.phone_mask, '') as phone, h.size,
          coalesce(ds.label, '') as status, coalesce(dc.label, '') as cause, coalesce(c.name, '') as cadre,
          coalesce(u.name, '') as unit, p.from_date as "from", p.kind
        from p left join ${cardsOf(scope.axis, sql`array(select household_id from p)`)} h on h.id = p.household_id
        left join household_member m on m.id = h.head_id
        left join region v on v.id = h.region_id left join region t on t.id = v.parent_id
        left join cadre c on c.id = p.cadre_id left join unit u on u.id = c.unit_id
        left join dictionary_entry ds on ds.dictionary = 'POVERTY_STATUS' and ds.code = h.poverty_status
        left join dictionary_entry dc on dc.dictionary = 'POVERTY_CAUSE' and dc.code = h.cause
        order by p.place, p.id`),
    );
    const last = rows.at(-1);
    const more = last !== undefined && rows.length === BATCH;
    const all = [...open, ...rows];
    const whole = more ? all.filter((row) => row.place !== last.place) : all;
    open = more ? all.filter((row) => row.place === last.place) : [];
    if (whole.length > 0)
      yield [...Map.groupBy(whole, (row) => row.place).values()].flatMap((one) => one.toSorted(order));
    if (!more) return;
    after = { place: last.place, id: last.id };
  }
}

interface SignedLine extends Omit<LedgerRow, 'head' | 'cadre'> {
  key: Buffer;
  names: Buffer;
}

/** What was signed for a past year, as it was signed: the lines of the last signature of each county (or of the unit). */
export async function* signedRows(
  db: Database,
  vault: Vault,
  scope: Scope,
  { lo, hi }: PathRange,
  year: number,
): AsyncGenerator<LedgerRow[]> {
  const signatures = await db.rows(
    scope,
    statement(sql<{ id: string; key: Buffer }>`select distinct on (c.id) s.id, s.key
      from confirmation c join confirmation_signature s on s.confirmation_id = c.id and s.step = 'CONFIRM'
      where c.year = ${year} and ${scope.axis === 'unit' ? sql`c.unit_id` : sql`c.county_id`} is not null
        and (c.path < ${hi} and c.path >= ${lo} or starts_with(${lo}, c.path))
      order by c.id, s.signed_at desc`),
  );
  for (const { id, key } of signatures) {
    for (let after = { place: '', position: -1 }; ;) {
      const rows = await db.rows(
        scope,
        statement(sql<
          SignedLine & { place: string; position: number }
        >`select l.path as place, l.position, coalesce(t.name, '') as town, l.village, '' as "group",
            '' as phone, null::int as size, '' as status, '' as cause, l.unit, l.from_date as "from", l.kind, l.names_cipher as names
          from confirmation_line l left join region v on v.path = l.path left join region t on t.id = v.parent_id
          where l.signature_id = ${id} and l.path >= ${lo} and l.path < ${hi} and (l.path, l.position) > (${after.place}, ${after.position})
          order by l.path, l.position limit ${BATCH}`),
      );
      if (rows.length > 0) yield rows.map(({ names, ...row }) => ({ ...row, ...opened(vault, key, names) }));
      const last = rows.at(-1);
      if (!last || rows.length < BATCH) break;
      after = { place: last.place, position: last.position };
    }
  }
}

function opened(vault: Vault, key: Buffer, names: Buffer): SealedNames {
  return JSON.parse(vault.open(key, names)) as SealedNames;
}
