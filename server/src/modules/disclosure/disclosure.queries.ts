import { sql, type RawBuilder } from 'kysely';
import type { Actor } from '../../platform/auth/actor.ts';
import { systemScope, type Scope } from '../../platform/auth/scope.ts';
import { calendarDate, type Clock } from '../../platform/clock.ts';
import type { Database } from '../../platform/db/database.ts';
import { statement } from '../../platform/db/query-builder.ts';
import { notFound } from '../../platform/errors.ts';
import { offsetOf, type List, type PageInput } from '../../platform/graphql/page.ts';
import type { DisclosureFilter } from './disclosure.inputs.ts';
import { numberOf, serialIn } from './disclosure.rules.ts';
import type { Disclosure } from './disclosure.type.ts';

type Row = Omit<Disclosure, 'number'> & { serial: number };

/** What is past its time is so at once, whenever it is swept. */
const stateAt = (now: Date) => sql`case when d.expires_at > ${now} then d.state
  when d.state = 'ASKED' then 'EXPIRED' when d.state = 'READY' then 'OVER' else d.state end`;

/** Accounts are the system's to read, so the range stands here by itself. */
const shown = (
  { accountId, grantId }: Actor,
  { lo, hi }: Scope,
  now: Date,
  which: RawBuilder<unknown>,
) => sql<Row>`
  select * from (select d.id, d.serial, d.people, d.fields, d.area, d.conditions, d.asked_rows as "askedRows", d.alone, d.reason,
      ${stateAt(now)} as state, a.display_name as "askedBy", g.title as "askedAs", d.asked_at as "askedAt",
      (d.account_id = ${accountId} and d.grant_id = ${grantId}) as own, d.expires_at as "expiresAt", b.display_name as "decidedBy",
      d.decided_at as "decidedAt", d.answer, d.done, d.total, d.downloads, d.problem, d.version
    from disclosure d join account a on a.id = d.account_id join role_grant g on g.id = d.grant_id
    left join account b on b.id = d.decided_by
    where d.path >= ${lo} and d.path < ${hi}) d where ${which}`;

const read = ({ serial, ...row }: Row): Disclosure => ({
  ...row,
  number: numberOf(serial, calendarDate(new Date(row.askedAt))),
});

/** Disclosures of the caller's territory: those that wait first, then the latest. */
export async function listDisclosures(
  { db, clock, actor, scope }: { db: Database; clock: Clock; actor: Actor; scope: Scope },
  { state, number }: DisclosureFilter,
  page: PageInput,
): Promise<List<Disclosure>> {
  const serial = number?.trim() ? (serialIn(number) ?? 0) : null;
  const which = sql`(${state ?? null}::text is null or d.state = ${state ?? null}) and (${serial}::int is null or d.serial = ${serial})`;
  const rows = shown(actor, scope, clock.now(), which);
  const items = await db.rows(
    systemScope,
    statement(
      sql<Row>`${rows} order by (d.state = 'ASKED') desc, d.serial desc limit ${page.size} offset ${offsetOf(page)}`,
    ),
  );
  const counting = sql<{ n: number }>`select count(*)::int as n from (${rows}) counted`;
  return {
    items: items.map(read),
    count: async () => (await db.row(systemScope, statement(counting)))?.n ?? 0,
  };
}

/** @throws NOT_FOUND out of scope */
export async function disclosureById(
  { db, clock, actor, scope }: { db: Database; clock: Clock; actor: Actor; scope: Scope },
  id: string,
): Promise<Disclosure> {
  const found = await db.row(systemScope, statement(shown(actor, scope, clock.now(), sql`d.id = ${id}`)));
  if (!found) throw notFound('份导出');
  return read(found);
}
