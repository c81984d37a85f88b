import { sql, type RawBuilder, type SqlBool } from 'kysely';
import type { Scope } from '../../../platform/auth/scope.ts';
import { pathRange } from '../../../platform/auth/scope.ts';
import { sayFullDay, type Clock } from '../../../platform/clock.ts';
import type { Vault } from '../../../platform/crypto.ts';
import type { Database } from '../../../platform/db/database.ts';
import { notFound } from '../../../platform/errors.ts';
import { offsetOf, type PageInput } from '../../../platform/graphql/page.ts';
import { cardsOf } from '../../people/index.ts';
import type { ConfirmationRowFilter, CountyRowFilter } from './confirmation.inputs.ts';
import type { ConfirmationRow, ConfirmationRowList } from './confirmation.type.ts';
import { differences, type Owner } from './difference.sql.ts';
import type { SealedNames } from './lines.ts';
import { periodOf, type YearAtHand } from './period.ts';
import { statement } from '../../../platform/db/query-builder.ts';

interface Row extends Omit<ConfirmationRow, 'cadre' | 'head' | 'village' | 'previous'> {
  cadre: string | null;
  head: string | null;
  village: string | null;
  previous: string | null;
  /** The signed line and its key, where a name can no longer be read elsewhere. */
  key: Buffer | null;
  names: Buffer | null;
  leftKey: Buffer | null;
  leftNames: Buffer | null;
  total: number;
}

/** Whose draft: a unit's over its cadres, or a county's over its households. */
interface Whose {
  owner: Owner;
  path: string;
  /** Somebody signed the year before; else it is compared with what stood then. */
  signed: boolean;
}

/**
 * The draft of a unit: its standing pairings beside last year's signed list (R5), differences first. A view; nothing is copied
 * before it is signed. Names that nobody here may read any more come from what was signed.
 * @throws NOT_FOUND for a unit that is not there or not in scope
 */
export async function draftRows(
  db: Database,
  vault: Vault,
  scope: Scope,
  clock: Clock,
  filter: ConfirmationRowFilter,
  page: PageInput,
): Promise<ConfirmationRowList> {
  const at = await periodOf(db, scope, clock.today(), filter.year);
  const unit = await db.row(
    scope,
    statement(sql<Omit<Whose, 'owner'>>`select u.path, ${signedLastYear(at, sql`c.unit_id = u.id`)} as signed
      from unit u where u.id = ${filter.unitId} and u.path >= ${scope.lo} and u.path < ${scope.hi}`),
  );
  if (!unit) throw notFound('个单位');
  return rowsOf(db, vault, scope, at, { owner: 'UNIT', ...unit }, filter.changes, page);
}

/**
 * The draft of a county: its households' standing pairings, whoever the cadre is (R5), beside last year's signed list.
 * @throws NOT_FOUND for a county that is not there or not in scope
 */
export async function countyRows(
  db: Database,
  vault: Vault,
  scope: Scope,
  clock: Clock,
  filter: CountyRowFilter,
  page: PageInput,
): Promise<ConfirmationRowList> {
  const at = await periodOf(db, scope, clock.today(), filter.year);
  const county = await db.row(
    scope,
    statement(sql<
      Omit<Whose, 'owner'>
    >`select r.path, ${signedLastYear(at, sql`c.county_id = r.id`)} as signed
      from region r where r.id = ${filter.countyId} and r.level = 'COUNTY' and r.path >= ${scope.lo} and r.path < ${scope.hi}`),
  );
  if (!county) throw notFound('个县');
  return rowsOf(db, vault, scope, at, { owner: 'COUNTY', ...county }, filter.changes, page);
}

const signedLastYear = (at: YearAtHand, mine: RawBuilder<unknown>) =>
  sql<boolean>`exists (select from confirmation c join confirmation_signature s on s.confirmation_id = c.id
    and s.step = 'CONFIRM' where ${mine} and c.year = ${at.year - 1})`;

async function rowsOf(
  db: Database,
  vault: Vault,
  scope: Scope,
  at: YearAtHand,
  { owner, path, signed }: Whose,
  changes: ConfirmationRowFilter['changes'],
  page: PageInput,
): Promise<ConfirmationRowList> {
  const wanted = changes?.length ? sql<SqlBool>`change = any(${changes}::text[])` : sql<SqlBool>`true`;
  // A unit is read cadre by cadre, a county village by village.
  const order =
    owner === 'UNIT'
      ? sql`s.rank, c.name, s.cadre_id, h.path, s.household_id`
      : sql`s.rank, h.path, h.head_name, s.household_id, s.cadre_id`;
  const rows = await db.rows(
    scope,
    statement(sql<Row>`${differences(owner, pathRange(path), at)}, picked as (
        select s.*, c.name as cadre, u.name as unit, h.head_name as head, h.region_id, count(*) over ()::int as total,
          row_number() over (order by ${order}) as place
        from (select *, array_position(array['MOVED', 'ENDED', 'NEW', 'SAME'], change) as rank from change where ${wanted}) s
        left join cadre c on c.id = s.cadre_id left join unit u on u.id = c.unit_id
        left join ${cardsOf(scope.axis, sql`array(select household_id from change)`)} h on h.id = s.household_id
        order by place limit ${page.size} offset ${offsetOf(page)}
      )
      select s.cadre_id || ' ' || s.household_id as id, s.change, s.pairing_id as "pairingId", p.version, s.cadre_id as "cadreId",
        s.cadre, coalesce(s.unit, l.unit) as unit, s.household_id as "householdId", s.head, coalesce(v.name, l.village) as village,
        p.from_date as since, b.name as previous, s.total,
        s.change = 'ENDED' and exists (select from pairing k where k.household_id = s.household_id and k.cadre_id = s.cadre_id
          and k.kind = 'RETAINED' and k.withdrawn_at is null and (k.to_date is null or k.to_date > ${at.today})) as retained,
        ls.key, l.names_cipher as names, fs.key as "leftKey", f.names_cipher as "leftNames"
      from picked s left join pairing p on p.id = s.pairing_id left join region v on v.id = s.region_id
      left join cadre b on b.id = s.previous
      left join confirmation_line l on l.signature_id = s.signature_id and l.position = s.position
      left join confirmation_signature ls on ls.id = s.signature_id
      left join confirmation_line f on f.signature_id = s.left_signature and f.position = s.left_position
      left join confirmation_signature fs on fs.id = s.left_signature
      order by s.place`),
  );
  return {
    items: rows.map((row) => shown(vault, row)),
    total: rows[0]?.total ?? 0,
    comparedWith: signed ? `${at.year - 1} 年签过的名单` : `${sayFullDay(at.lastDay)}在册的结对`,
  };
}

function shown(vault: Vault, found: Row): ConfirmationRow {
  const open = (key: Buffer | null, names: Buffer | null): SealedNames =>
    key && names ? (JSON.parse(vault.open(key, names)) as SealedNames) : { cadre: '', head: '' };
  const { key, names, leftKey, leftNames, total: _, ...row } = found;
  const then = row.cadre === null || row.head === null ? open(key, names) : null;
  const previous = row.change === 'MOVED' ? (row.previous ?? open(leftKey, leftNames).cadre) : null;
  return {
    ...row,
    cadre: row.cadre ?? then?.cadre ?? '',
    head: row.head ?? then?.head ?? '',
    village: row.village ?? '',
    previous,
  };
}
