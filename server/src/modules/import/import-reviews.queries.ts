import { sql } from 'kysely';
import type { Scope } from '../../platform/auth/scope.ts';
import type { Vault } from '../../platform/crypto.ts';
import type { Database } from '../../platform/db/database.ts';
import { statement } from '../../platform/db/query-builder.ts';
import { offsetOf, type List, type PageInput } from '../../platform/graphql/page.ts';
import { identityMask, phoneMask, withoutNumbers } from '../people/index.ts';
import type { ImportReviewFilter } from './import.inputs.ts';
import type { ImportReview, ImportReviewValue } from './import-review.type.ts';
import { fieldsOf, labelOf, type Field, type RosterKind } from './layout/fields.ts';
import { openHeld, type SealedHeld } from './store/held-rows.ts';
import { choicesOf } from './verdict/decisions.ts';
import type { CadreRecord, HouseholdRecord } from './verdict/records.ts';

type Stored = Omit<ImportReview, 'choices' | 'says' | 'createdAt'> & { createdAt: string | Date };
type Waiting = SealedHeld & { reviewId: string };

/** Questions of rosters within the office's area; those handed up to it included. */
export async function listReviews(
  db: Database,
  vault: Vault,
  scope: Scope,
  filter: ImportReviewFilter | null | undefined,
  page: PageInput,
): Promise<List<ImportReview>> {
  const { lo, hi } = scope;
  const kind = filter?.kind ? sql`and kind = ${filter.kind}` : sql``;
  const where = sql`from import_review where path >= ${lo} and path < ${hi} and state = ${filter?.done ? 'DONE' : 'OPEN'} ${kind}`;
  const reviews = await db.rows(
    scope,
    statement(sql<Stored>`
      select id, kind, subject_type as "subjectType", subject_id as "subjectId", other_id as "otherId",
        case other_type when 'CADRE' then (select c.name from cadre c where c.id = other_id)
          when 'HOUSEHOLD' then (select h.head_name from household h where h.id = other_id) end as "otherName", name, message,
        row_number as "row", state, decision, note, created_at as "createdAt", version
      ${where} order by id limit ${page.size} offset ${offsetOf(page)}`),
  );
  const waiting = await rowsWaiting(
    db,
    scope,
    reviews.map(({ id }) => id),
  );
  return {
    items: reviews.map((review) => {
      const rows = waiting.get(review.id) ?? [];
      const choices = review.state === 'OPEN' ? choicesOf({ ...review, waiting: rows.length > 0 }) : [];
      return {
        ...review,
        createdAt: new Date(review.createdAt).toISOString(),
        choices: [...choices],
        says: saying(vault, rows, review.subjectType === 'CADRE' ? 'CADRES' : 'HOUSEHOLDS'),
      };
    }),
    count: async () =>
      (await db.row(scope, statement(sql<{ n: number }>`select count(*)::int as n ${where}`)))?.n ?? 0,
  };
}

async function rowsWaiting(
  db: Database,
  scope: Scope,
  ids: readonly string[],
): Promise<Map<string, Waiting[]>> {
  if (ids.length === 0) return new Map();
  const rows = await db.rows(
    scope,
    statement(sql<Waiting>`select review_id as "reviewId", held_key as key, sealed from import_held_row
      where review_id = any(${[...ids]}::uuid[]) order by row_number`),
  );
  return Map.groupBy(rows, ({ reviewId }) => reviewId);
}

/** What the rows say, in the order of the roster's columns; of a cadre's several rows all 帮扶户. */
function saying(vault: Vault, rows: readonly Waiting[], kind: RosterKind): ImportReviewValue[] {
  const records = rows.map((row) => openHeld(vault, row, new Map()).record);
  const [first] = records;
  if (!first) return [];
  return fieldsOf(kind).flatMap(({ field }) => {
    const shown = field === 'claimHead' ? claimsOf(records) : valueOf(first, field);
    return shown ? [{ label: labelOf(kind, field), shown }] : [];
  });
}

function valueOf(record: CadreRecord | HouseholdRecord, field: Field): string | undefined {
  if (field === 'identity') return record.identity && identityMask(record.identity);
  if (field === 'phone') return record.phone && phoneMask(record.phone);
  if (field === 'remark') return withoutNumbers(record.remark);
  if ('head' in record) {
    const { number, place, group, head, size } = record;
    const values: Partial<Record<Field, string | undefined>> = {
      number,
      head,
      group,
      town: place.town,
      village: place.village,
      size: size === undefined ? undefined : `${size} 人`,
    };
    return values[field];
  }
  const values: Partial<Record<Field, string>> = {
    unit: record.unit,
    name: record.name,
    rank: record.rankTitle,
  };
  return values[field];
}

const claimsOf = (records: readonly (CadreRecord | HouseholdRecord)[]): string =>
  records
    .flatMap((record) => ('claim' in record && record.claim ? [record.claim] : []))
    .map(({ head, place }) => `${place.village}${head}`)
    .join('、');
