import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { friendScope } from '../../../server/src/platform/auth/scope.ts';
import type { Client } from '../../support/client.ts';
import { befriendedHome, CARD, HEAD, LIST, nameOnly, ONE, questions, whole } from './befriended.ts';
import { withPeople, type Home } from './stage.ts';

const stage = withPeople();
const nobody = { accountId: null, grantId: null };
const PAIRINGS = `query { pairings { total items { kind from to household { ${CARD} } cadre { name } } } }`;
type Friend = 'responsible' | 'retained' | 'former' | 'both';
const ids: Record<string, string> = {};
const friends = new Map<Friend, Client>();
let home: Home;

/** One household, its present responsible friend and three who are that no longer: kept as a friend, ended, and both in turn. */
beforeAll(async () => {
  const { world } = stage.test;
  const made = await befriendedHome(stage);
  home = made.home;
  const pair = (who: Friend, kind: 'RESPONSIBLE' | 'RETAINED', from: string, to?: string) =>
    made.pair({ id: ids[who]!, path: stage.bureau.path }, kind, from, to);
  for (const who of ['responsible', 'retained', 'former', 'both'] as const) {
    ids[who] = await world.cadre(stage.bureau, { name: `朋友${who}` });
    friends.set(who, await world.signedIn('CADRE', stage.bureau.path, ids[who]));
  }
  await pair('former', 'RESPONSIBLE', '2023-01-01', '2024-01-01');
  await pair('both', 'RESPONSIBLE', '2024-01-01', '2026-01-01');
  await pair('both', 'RETAINED', '2026-01-01');
  await pair('retained', 'RETAINED', '2025-06-01');
  await pair('responsible', 'RESPONSIBLE', '2026-01-01');
});

const NO_LONGER = ['retained', 'former', 'both'] as const;
interface Listed {
  pairings: { total: number; items: { from: string; to: string | null; household: object }[] };
}

describe('R7: a household, to those who are its friends', () => {
  it.each([
    ['responsible', whole, ['2026-01-01']],
    ['retained', nameOnly, ['2025-06-01']],
    ['former', nameOnly, ['2023-01-01']],
    ['both', nameOnly, ['2024-01-01', '2026-01-01']],
  ] as const)('%s: the card and the own period', async (who, card, periods) => {
    const { pairings } = await friends.get(who)!.get<Listed, unknown>(PAIRINGS, {});
    expect(pairings.items.map(({ from }) => from).toSorted()).toEqual(periods);
    for (const { household } of pairings.items) {
      expect(household).toEqual({ ...card, village: { name: stage.here.name } });
    }
    const own = `query ($id: ID!) { cadre(id: $id) { friends { household { ${CARD} } } } }`;
    const { cadre } = await friends
      .get(who)!
      .get<{ cadre: { friends: { household: object }[] } }, unknown>(own, { id: ids[who] });
    expect(cadre.friends).toHaveLength(periods.length);
    for (const { household } of cadre.friends) expect(household).toMatchObject(card);
  });

  it('shows its record to the responsible friend and to the office', async () => {
    const record = {
      household: { headName: HEAD, povertyStatus: 'NOT_LIFTED', cause: 'ILLNESS', size: 4 },
    };
    for (const client of [friends.get('responsible')!, stage.county, stage.town]) {
      const answer = await client.get(ONE, { id: home.id });
      expect(answer).toMatchObject(record);
      expect(JSON.stringify(answer)).toContain('6033');
    }
  });

  it.each(NO_LONGER)('%s: its record reads like one that was never there', async (who) => {
    const client = friends.get(who)!;
    expect((await client.ask(ONE, { id: home.id })).code).toBe('NOT_FOUND');
    const many = `query ($ids: [ID!]!) { householdsByIds(ids: $ids) { id } }`;
    expect(await client.get(many, { ids: [home.id] })).toEqual({ householdsByIds: [] });
    const reveal = `mutation ($input: RevealInput!) { reveal(input: $input) { value } }`;
    const input = { id: home.headId, subject: 'MEMBER', field: 'PHONE', reason: '打电话' };
    expect((await client.ask(reveal, { input })).code).toBe('NOT_FOUND');
  });

  it.each(NO_LONGER)('%s: no filter, search or order of a list tells anything of it', async (who) => {
    for (const question of questions(stage.here)) {
      const seen = await friends.get(who)!.get(LIST, question);
      expect(seen, JSON.stringify(question)).toEqual({ households: { total: 0, items: [] } });
    }
    const { households } = await friends
      .get('responsible')!
      .get<{ households: { total: number } }, unknown>(LIST, { filter: { cause: 'ILLNESS' } });
    expect(households.total).toBe(1);
  });

  it('says the same in the database', async () => {
    for (const [who, own] of [['responsible', 1], ...NO_LONGER.map((one) => [one, 0])] as [
      Friend,
      number,
    ][]) {
      const counts = await stage.test.app.db.write(nobody, friendScope(ids[who]!), async ({ sql: db }) => {
        const { rows } = await sql<Record<string, unknown>>`select
          (select count(*)::int from household) as households, (select count(*)::int from household_member) as members,
          (select count(*)::int from befriended_households(${[home.id]}::uuid[])) as cards,
          (select count(*)::int from befriended_households(${[home.id]}::uuid[]) where num_nonnulls(poverty_status, cause, size, village_group) > 0) as told`.execute(
          db,
        );
        return rows[0];
      });
      expect(counts, who).toEqual({ households: own, members: own, cards: 1, told: own });
    }
  });

  it('is read through that function by cadres and units alone', async () => {
    const county = { axis: 'territory', lo: '6109/610926/', hi: '6109/6109260' } as const;
    await expect(
      stage.test.app.db.write(nobody, county, ({ sql: db }) =>
        sql`select * from befriended_households(${[home.id]}::uuid[])`.execute(db),
      ),
    ).rejects.toThrow('permission denied');
  });
});
