import { randomBytes } from 'node:crypto';
import { systemScope } from '../../server/src/platform/auth/scope.ts';
import { newToken, tokenHash } from '../../server/src/platform/crypto.ts';
import type { TestApp } from '../support/app.ts';
import { Client } from '../support/client.ts';
import type { Facts, GrantFact } from './facts.ts';

/** Somebody signed in under a grant, or nobody. */
export interface Asker {
  grant: GrantFact | null;
  token: string | null;
  client: Client;
}

/** What is taken back can be undone within a day, and until then is told to who may. */
const LONG_AGO = new Date(Date.now() - 2 * 86_400_000);

/** Puts the facts into the database as they are, past the services and their rules, and signs everybody in. */
export async function plant({ app }: TestApp, facts: Facts): Promise<Asker[]> {
  const { year } = facts;
  const tokens = new Map(facts.grants.map((grant) => [grant, newToken()]));
  const nobody = { accountId: null, grantId: null };
  await app.db.write(nobody, systemScope, async ({ sql }) => {
    const put = async (table: string, rows: readonly object[]) => {
      if (rows.length > 0) await sql.insertInto(table as never).values(rows).execute(); // prettier-ignore
    };
    await put('programme_year', [
      { year: year.year - 1, confirm_by: year.lastDay },
      {
        year: year.year,
        confirm_by: `${year.year}-03-31`,
        household_cap: year.cap,
        rank_quota: JSON.stringify(year.quota),
      },
    ]);
    await put('region', facts.regions.map(({ id, level, name, parent, path }) =>
      ({ id, level, name, path, code: path, parent_id: parent?.id ?? null }))); // prettier-ignore
    await put('unit', facts.units.map(({ id, code, name, level, seat, office, path, ended }) =>
      ({ id, code, name, level, path, seat_id: seat.id, administered_by: office.id, ended_on: ended ? '2025-01-01' : null }))); // prettier-ignore
    await put('account', accountsOf(facts));
    await put('cadre', facts.cadres.map((cadre) => ({
      id: cadre.id, name: cadre.name, initials: cadre.initials, unit_id: cadre.unit.id, path: cadre.unit.path, kind: cadre.kind,
      rank: cadre.rank, status: cadre.status, identity_tail: cadre.identityTail, phone_mask: `1** **** ${cadre.phoneTail}`,
      account_id: cadre.account?.id ?? null,
    }))); // prettier-ignore
    await put('posting', facts.cadres.flatMap(({ id, unit, postings }) => postings.map((posting, nth) =>
      ({ id: posting, cadre_id: id, unit_id: unit.id, from_date: `${2020 + nth}-01-01`, to_date: nth === postings.length - 1 ? null : `${2021 + nth}-01-01` })))); // prettier-ignore
    await put('household', facts.households.map((one) => ({
      id: one.id, number: one.number, region_id: one.village.id, path: one.village.path, poverty_status: one.povertyStatus,
      cause: one.cause, eligible: one.eligible, need: one.need, size: one.size, ended_on: one.ended ? '2026-01-01' : null,
      head_name: one.headName, head_initials: one.headInitials,
    }))); // prettier-ignore
    await put('household_member', facts.households.flatMap(({ id, village, members }) => members.map((member) => ({
      id: member.id, household_id: id, path: village.path, name: member.name, identity_tail: member.identityTail,
      phone_mask: `1** **** ${member.phoneTail}`, left_on: member.left ? '2026-01-01' : null,
    })))); // prettier-ignore
    await put('pairing', facts.pairings.map(({ id, household, cadre, kind, slot, from, to, withdrawn }) => ({
      id, kind, slot, household_id: household.id, path: household.village.path, cadre_id: cadre.id, cadre_path: cadre.unit.path,
      from_date: from, to_date: to, source: 'ROSTER', withdrawn_at: withdrawn ? LONG_AGO : null,
    }))); // prettier-ignore
    await put('pairing_claim', facts.claims.map(({ id, household, cadre, open }) => ({
      id, year: year.year, cadre_id: cadre.id, cadre_path: cadre.unit.path, household_id: household.id, path: household.village.path,
      claimed_head: household.headName, claimed_village: household.village.name, from_date: facts.today, status: open ? 'OPEN' : 'CLOSED',
    }))); // prettier-ignore
    await put('waiver', facts.waivers.map(({ id, unit }) =>
      ({ year: year.year, cadre_id: id, cadre_path: unit.path, reason: 'ON_LEAVE' }))); // prettier-ignore
    await put('kin_declaration', facts.kin.map(({ id, cadre, household, withdrawn }) => ({
      id, cadre_id: cadre.id, household_id: household?.id ?? null, declared_none: household === null, declared_on: '2026-01-01',
      withdrawn_at: withdrawn ? LONG_AGO : null,
    }))); // prettier-ignore
    await put('village_assignment', facts.assignments.map(({ id, unit, village }) =>
      ({ id, unit_id: unit.id, village_id: village.id, from_date: '2026-01-01' }))); // prettier-ignore
    await put('municipal_place', [...facts.sent].map(([county, places]) => ({ year: year.year, county_id: county.id, places }))); // prettier-ignore
    await put('sent_cadre', facts.sentCadres.map(({ id, cadre, county, takenBack }) => ({
      id, year: year.year, cadre_id: cadre.id, cadre_path: cadre.unit.path, county_id: county.id, path: county.path,
      account_id: facts.grants[0]!.accountId, taken_back_at: takenBack ? LONG_AGO : null,
    }))); // prettier-ignore
    await put('role_grant', facts.grants.map(({ id, accountId, role, at, cadre, from, to, withdrawn }) => ({
      id, account_id: accountId, role, path: at?.path ?? '', title: role, cadre_id: cadre?.id ?? null, from_date: from, to_date: to,
      withdrawn_at: withdrawn ? LONG_AGO : null,
    }))); // prettier-ignore
    await plantScheduled(facts, put);
    const now = app.clock.now();
    await put('session', facts.grants.map((grant) => ({
      id: grant.sessionId, token_hash: tokenHash(tokens.get(grant)!), account_id: grant.accountId, grant_id: grant.id,
      created_at: now, last_seen_at: now,
    }))); // prettier-ignore
    const [somebody] = facts.grants;
    const run = {
      kind: 'CADRES',
      account_id: somebody!.accountId,
      grant_id: somebody!.id,
      path: somebody!.at!.path,
      year: year.year,
    };
    const made = await sql
      .insertInto('import_run')
      .values({
        ...run,
        file_name: 'x.xlsx',
        file_bytes: 9,
        state: 'DONE',
        expires_at: new Date(Date.now() + 86_400_000),
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    await put('import_review', facts.reviews.map(({ id, region, kind, done }, nth) => ({
      id, run_id: made.id, account_id: somebody!.accountId, path: region.path, kind, subject_type: 'HOUSEHOLD', name: '某人',
      message: '备注', row_number: nth + 1, state: done ? 'DONE' : 'OPEN', decided_at: done ? new Date() : null,
    }))); // prettier-ignore
  });
  const signedIn = facts.grants.map((grant) => {
    const token = tokens.get(grant)!;
    return { grant, token, client: new Client(app, token) };
  });
  return [...signedIn, { grant: null, token: null, client: new Client(app, null) }];
}

/** Ordered long ago, so that every other friend is one that came since. */
async function plantScheduled(
  { scheduled, grants }: Facts,
  put: (table: string, rows: readonly object[]) => Promise<void>,
): Promise<void> {
  const [by] = grants;
  await put('scheduled_handover', scheduled.map(({ id, cadre, day, state }) => ({
    id, cadre_id: cadre.id, day, state, reason: '退休', retain: false, account_id: by!.accountId, grant_id: by!.id, path: by!.at!.path,
    ordered_at: LONG_AGO, settled_at: state === 'SCHEDULED' ? null : LONG_AGO, act_id: state === 'DONE' ? id : null,
  }))); // prettier-ignore
  await put('scheduled_handover_line', scheduled.flatMap(({ id, state, lines }) => lines.map(({ pairing, successor }, position) => ({
    handover_id: id, state, position, pairing_id: pairing.id, household_id: pairing.household.id, path: pairing.household.village.path,
    successor_id: successor.id,
  })))); // prettier-ignore
}

function accountsOf({ grants, cadres }: Facts) {
  return [
    ...grants.map(({ accountId: id, login }) => ({ id, login, display_name: login, password_hash: null, disabled_at: null })), // prettier-ignore
    ...cadres.flatMap(({ account }) =>
      account === null
        ? []
        : {
            id: account.id,
            login: account.login,
            display_name: account.login,
            password_hash: account.state === 'ACTIVE' ? randomBytes(9).toString('hex') : null,
            disabled_at: account.state === 'DISABLED' ? new Date() : null,
          },
    ),
  ];
}
