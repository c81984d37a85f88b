import { sql, type SqlBool } from 'kysely';
import type { Scope } from '../../../platform/auth/scope.ts';
import { pathRange } from '../../../platform/auth/scope.ts';
import type { Clock } from '../../../platform/clock.ts';
import type { Vault } from '../../../platform/crypto.ts';
import type { Database } from '../../../platform/db/database.ts';
import { notFound } from '../../../platform/errors.ts';
import { offsetOf, type PageInput } from '../../../platform/graphql/page.ts';
import { statement } from '../board.sql.ts';
import type { ConfirmationRowFilter } from './confirmation.inputs.ts';
import type { ConfirmationRow, ConfirmationRowList } from './confirmation.type.ts';
import { differences } from './difference.sql.ts';
import type { SealedNames } from './lines.ts';
import { periodOf } from './period.ts';

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
    statement(sql<{ path: string; signed: boolean }>`select u.path, exists (select from confirmation c
        join confirmation_signature s on s.confirmation_id = c.id and s.step = 'CONFIRM'
        where c.unit_id = u.id and c.year = ${at.year - 1}) as signed
      from unit u where u.id = ${filter.unitId} and u.path >= ${scope.lo} and u.path < ${scope.hi}`),
  );
  if (!unit) throw notFound('个单位');
  const wanted = filter.changes?.length
    ? sql<SqlBool>`change = any(${filter.changes}::text[])`
    : sql<SqlBool>`true`;
  const rows = await db.rows(
    scope,
    statement(sql<Row>`${differences('UNIT', pathRange(unit.path), at)}, picked as (
        select *, count(*) over ()::int as total, array_position(array['MOVED', 'ENDED', 'NEW', 'SAME'], change) as rank
        from change where ${wanted} order by rank, cadre_id, household_id limit ${page.size} offset ${offsetOf(page)}
      )
      select s.cadre_id || ' ' || s.household_id as id, s.change, s.pairing_id as "pairingId", p.version, s.cadre_id as "cadreId",
        c.name as cadre, s.household_id as "householdId", h.head_name as head, coalesce(v.name, l.village) as village,
        p.from_date as since, b.name as previous, s.total,
        s.change = 'ENDED' and exists (select from pairing k where k.household_id = s.household_id and k.cadre_id = s.cadre_id
          and k.kind = 'RETAINED' and k.withdrawn_at is null and (k.to_date is null or k.to_date > ${at.today})) as retained,
        ls.key, l.names_cipher as names, fs.key as "leftKey", f.names_cipher as "leftNames"
      from picked s left join pairing p on p.id = s.pairing_id left join cadre c on c.id = s.cadre_id
      left join household h on h.id = s.household_id left join region v on v.id = h.region_id
      left join cadre b on b.id = s.previous
      left join confirmation_line l on l.signature_id = s.signature_id and l.position = s.position
      left join confirmation_signature ls on ls.id = s.signature_id
      left join confirmation_line f on f.signature_id = s.left_signature and f.position = s.left_position
      left join confirmation_signature fs on fs.id = s.left_signature
      order by s.rank, c.name, v.path, s.household_id`),
  );
  const open = (key: Buffer | null, names: Buffer | null): SealedNames =>
    key && names ? (JSON.parse(vault.open(key, names)) as SealedNames) : { cadre: '', head: '' };
  return {
    items: rows.map((found) => {
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
    }),
    total: rows[0]?.total ?? 0,
    comparedWith: unit.signed
      ? `${at.year - 1} 年签过的名单`
      : `${at.lastDay.slice(0, 4)} 年 ${Number(at.lastDay.slice(5, 7))} 月 ${Number(at.lastDay.slice(8))} 日在册的结对`,
  };
}
