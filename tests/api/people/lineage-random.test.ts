import { sql } from 'kysely';
import { afterEach, describe, expect, it } from 'vitest';
import { pairingInvariants } from '../../../server/src/app/doctor/pairing.invariants.ts';
import { peopleInvariants } from '../../../server/src/app/doctor/people.invariants.ts';
import { families, type Family } from './families.ts';
import { withPeople } from './stage.ts';

const stage = withPeople();
const all = () => families(stage);
const TODAY = '2026-03-10';

/** A small reproducible source of chance. */
function dice(seed: number) {
  let state = seed;
  const next = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  return { below: (n: number) => Math.floor(next() * n), chance: (part: number) => next() < part };
}

interface Home {
  id: string;
  size: number;
  version: number;
  headId: string;
  ended: string | null;
  living: string[];
  /** The responsible friends today. */
  friends: string[];
  everybody: string[];
}

/** Every household that one of these people heads or headed, as it stands. */
const look = (people: readonly string[]): Promise<Home[]> =>
  all().read(
    async ({ sql: db }) =>
      (
        await sql<Home>`select h.id, h.size, h.version, h.head_id as "headId", h.ended_on as ended,
          array(select m.id from household_member m where m.household_id = h.id and m.died_on is null and m.left_on is null
            order by m.id) as living,
          array(select cadre_id from pairing p where p.household_id = h.id and p.kind = 'RESPONSIBLE' and p.withdrawn_at is null
            and p.to_date is null order by 1) as friends,
          array(select cadre_id from pairing p where p.household_id = h.id and p.withdrawn_at is null and p.to_date is null
            order by 1) as everybody
        from household h where h.head_id = any(${[...people]}::uuid[])
        order by h.id`.execute(db)
      ).rows,
  );

/** R2, and that everybody lives in exactly one household that stands, and is counted there. */
function holds(homes: readonly Home[], people: readonly string[], size: number): void {
  const standing = homes.filter(({ ended }) => ended === null);
  expect(standing.flatMap(({ living }) => living).toSorted(), 'nobody lost, nobody twice').toEqual(
    [...people].toSorted(),
  );
  expect(
    standing.reduce((sum, home) => sum + home.size, 0),
    'sizes add up',
  ).toBe(size);
  for (const home of homes) {
    expect(home.friends.length, 'one responsible cadre at most (R2)').toBeLessThanOrEqual(1);
    if (home.ended === null) expect(home.living).toContain(home.headId);
    else
      expect([home.living, home.size, home.everybody], 'nothing is left in one that ended').toEqual([
        [],
        0,
        [],
      ]);
  }
}

async function hamlet(prefix: string, n: number, friends: (at: number) => boolean) {
  const { family, befriend } = all();
  const homes: Family[] = [];
  for (let at = 0; at < n; at++) {
    const village = at % 2 === 0 ? stage.here : stage.there;
    const home = await family(village, `${prefix}${'一二三四五六'[at] ?? ''}`, at % 4, at % 3);
    homes.push(home);
    if (friends(at)) await befriend(home.id, village, await stage.test.world.cadre(stage.bureau));
  }
  return {
    people: homes.flatMap(({ headId, others }) => [headId, ...others]),
    size: homes.reduce((sum, { size }) => sum + size, 0),
  };
}

/** What the doctor would find. */
afterEach(async () => {
  for (const { id, query } of [...peopleInvariants, ...pairingInvariants]) {
    if (!/^(household|member|duty|pairing|claim)\./.test(id)) continue;
    const { rows } = await all().read(({ sql: db }) => sql.raw(query).execute(db));
    expect(rows, id).toEqual([]);
  }
});

describe('random splits and merges', () => {
  it.each([1, 7, 42])(
    'lose nobody, count nobody twice and leave no day uncovered (seed %s)',
    async (seed) => {
      const { split, merge, undo } = all();
      const { below, chance } = dice(seed);
      const { people, size } = await hamlet(`随${String(seed)}`, 6, (at) => (at + seed) % 3 !== 0);
      const done: string[] = [];
      let steps = 0;
      for (let round = 0; round < 25; round++) {
        const homes = await look(people);
        const standing = homes.filter(({ ended }) => ended === null);
        const home = standing[below(standing.length)]!;
        const other = standing[below(standing.length)]!;
        const others = home.living.filter((id) => id !== home.headId);
        if (done.length > 0 && chance(0.15)) {
          await undo(stage.county, done.pop()!); // refused where something changed since
        } else if (others.length > 0 && chance(0.5)) {
          const going = others.filter((_, at) => at === 0 || chance(0.4));
          const { data, errors } = await split(stage.county, home, going, { version: home.version });
          expect(errors).toEqual([]);
          done.push(data!.splitHousehold.stepId);
          const after = await look(people);
          const same = after.find(({ id }) => id === home.id)!;
          expect(same.everybody, 'the friends stay with the head').toEqual(home.everybody);
          expect(after.find(({ id }) => id === data!.splitHousehold.other.id)?.everybody).toEqual([]);
        } else if (other.id !== home.id) {
          const more = { version: home.version, otherVersion: other.version, retain: chance(0.5) };
          const { data, errors } = await merge(stage.county, home, other, more);
          expect(errors).toEqual([]);
          done.push(data!.mergeHouseholds.stepId);
          const same = (await look(people)).find(({ id }) => id === home.id)!;
          expect(same.friends, 'covered from today').toEqual(
            home.friends.length > 0 ? home.friends : other.friends,
          );
          if (more.retain) for (const friend of other.everybody) expect(same.everybody).toContain(friend);
        } else continue;
        steps += 1;
        holds(await look(people), people, size);
      }
      expect(steps).toBeGreaterThan(10);
      const { rows } = await all().read(({ sql: db }) =>
        sql`select 1 from pairing where to_date > ${TODAY}::date or from_date > ${TODAY}::date`.execute(db),
      );
      expect(rows, 'nothing begins or ends on another day').toEqual([]);
    },
  );
});

describe('several people at the same households at once', () => {
  it('split and merge them one after the other, or hear that they changed', async () => {
    const { split, merge } = all();
    const { people, size } = await hamlet('争', 4, (at) => at % 2 === 0);
    const colleague = await stage.test.world.signedIn('COUNTY_OPERATOR', '6109/610926/');
    let done = 0;
    for (let round = 0; round < 6; round++) {
      const standing = (await look(people)).filter(({ ended }) => ended === null);
      const [one, two, three] = standing as [Home, Home, Home | undefined];
      const rest = (home: Home) => home.living.filter((id) => id !== home.headId);
      const versions = (a: Home, b: Home) => ({ version: a.version, otherVersion: b.version });
      const tries = [
        merge(stage.county, one, two, versions(one, two)),
        merge(colleague, two, one, versions(two, one)),
        split(colleague, one, rest(one).slice(0, 1), { version: one.version }),
        split(stage.county, two, rest(two).slice(0, 1), { version: two.version }),
        ...(three ? [merge(stage.county, three, one, versions(three, one))] : []),
      ];
      const answers = await Promise.all<{ code: string | undefined }>(tries);
      for (const { code } of answers) expect([undefined, 'CONFLICT', 'INVALID_INPUT']).toContain(code);
      done += answers.filter(({ code }) => code === undefined).length;
      holds(await look(people), people, size);
      if ((await look(people)).filter(({ ended }) => ended === null).length < 2) break;
    }
    expect(done).toBeGreaterThan(2);
  });

  it('one who places a friend and one who merges leave it with one', async () => {
    const { family, befriend, merge } = all();
    const cadre = await stage.test.world.cadre(stage.bureau);
    for (let round = 0; round < 5; round++) {
      const [home, other] = [await family(stage.here, '竞一', 0), await family(stage.here, '竞二', 0)];
      await befriend(other.id, stage.here, await stage.test.world.cadre(stage.bureau));
      const newcomer = round === 0 ? cadre : await stage.test.world.cadre(stage.bureau);
      const pair = `mutation ($householdId: ID!, $cadreId: ID!) { pair(input: { householdId: $householdId, cadreId: $cadreId }) { actId } }`;
      await Promise.all([
        merge(stage.county, home, other),
        stage.town.ask(pair, { householdId: home.id, cadreId: newcomer }),
      ]);
      const [after, gone] = await Promise.all([look([home.headId]), look([other.headId])]);
      expect(after.find(({ id }) => id === home.id)?.friends).toHaveLength(1);
      expect(gone.find(({ id }) => id === other.id)?.friends).toEqual([]);
    }
  });
});
