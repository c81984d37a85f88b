import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  AssignSuggestedDocument,
  DecideDuplicateDocument,
  EndPairingDocument,
  PairDocument,
  PairingsDocument,
  UndoPairingActDocument,
  WithdrawPairingDocument,
} from '@qinyou/schema';
import type { Client } from '../../support/client.ts';
import { COUNTY, TODAY, withStage } from './setting.ts';

const stage = withStage();
let owner: pg.Client;
let county: Client;
let city: Client;
let home: string;

const world = () => stage.test.world;
const cadre = (values: Parameters<ReturnType<typeof world>['cadre']>[1] = {}) =>
  world().cadre(stage.bureau, values);
const household = () => world().household(stage.villages[0]!);

/** A standing pairing, put there without the service. */
const paired = async (cadreId: string, householdId: string, more: object = {}) =>
  world().pairing(
    householdId,
    stage.villages[0]!,
    cadreId,
    await row<{ path: string }>('select path from cadre where id = $1', cadreId),
    more,
  );
const claimed = async (cadreId: string, householdId: string) =>
  world().insert('pairing_claim', {
    year: 2026,
    cadre_id: cadreId,
    cadre_path: (await row<{ path: string }>('select path from cadre where id = $1', cadreId)).path,
    household_id: householdId,
    path: stage.villages[0]!.path,
    claimed_head: '某',
    claimed_village: '某村',
    from_date: '2026-03-01',
    status: 'OPEN',
  });

async function row<T extends object>(text: string, ...values: unknown[]): Promise<T> {
  const { rows } = await owner.query<T>(text, values);
  return rows[0]!;
}
/** Looks or changes behind the service; the owner has no policy on every table. */
async function asSystem<T>(work: () => Promise<T>): Promise<T> {
  await owner.query('set role r_system');
  try {
    return await work();
  } finally {
    await owner.query('reset role');
  }
}
const state = async (householdId: string) => {
  const pairings = await owner.query<{ line: string }>(
    `select kind || ' ' || cadre_id || ' ' || from_date || '..' || coalesce(to_date::text, '') || coalesce(' slot ' || slot, '') as line
     from pairing where household_id = $1 and withdrawn_at is null order by line`,
    [householdId],
  );
  const claims = await owner.query<{ line: string }>(
    `select status || ' ' || cadre_id || coalesce(' ' || reason, '') as line from pairing_claim where household_id = $1 order by line`,
    [householdId],
  );
  return { pairings: pairings.rows.map((r) => r.line), claims: claims.rows.map((r) => r.line) };
};

beforeAll(async () => {
  owner = new pg.Client(stage.test.urls.ownerUrl);
  await owner.connect();
  county = await world().signedIn('COUNTY_OPERATOR', COUNTY);
  city = await world().signedIn('CITY_OPERATOR', '6109/');
});
afterAll(() => owner.end());
beforeEach(async () => {
  home = await household();
});

describe('pair', () => {
  it('makes the pairing, its audit row, and can be taken back once', async () => {
    const he = await cadre();
    const { pair } = await county.get(PairDocument, { input: { householdId: home, cadreId: he } });
    expect(pair.pairing).toMatchObject({
      kind: 'RESPONSIBLE',
      from: TODAY,
      to: null,
      source: 'ASSIGNED',
      cadre: { id: he },
    });
    expect((await state(home)).pairings).toEqual([`RESPONSIBLE ${he} ${TODAY}.. slot 1`]);
    const audit = await asSystem(() =>
      row<{ action: string; account_id: string | null; path: string }>(
        'select action, account_id, path from audit_entry where subject_id = $1',
        pair.pairing!.id,
      ),
    );
    expect(audit).toMatchObject({ action: 'pairing.create', path: stage.villages[0]!.path });
    expect(audit.account_id).not.toBeNull();

    expect(await county.get(UndoPairingActDocument, { id: pair.id })).toEqual({ undoPairingAct: true });
    expect((await state(home)).pairings).toEqual([]);
    expect((await county.ask(UndoPairingActDocument, { id: pair.id })).code).toBe('CONFLICT');
  });

  it.each([
    [
      'a household that has somebody',
      'R2',
      async () => ({ cadreId: await cadre(), before: () => cadre().then((c) => paired(c, home)) }),
    ],
    [
      'a cadre without a place',
      'R1',
      async () => {
        const full = await cadre({ rank: 'TECHNICAL' });
        return { cadreId: full, before: async () => void (await paired(full, await household())) };
      },
    ],
    [
      'the two who are paired already, in the household’s only place',
      'R3',
      async () => {
        const friend = await cadre();
        return { cadreId: friend, before: () => paired(friend, home) };
      },
    ],
    [
      'a retained friend of the household',
      'R3',
      async () => {
        const old = await cadre();
        return { cadreId: old, before: () => paired(old, home, { kind: 'RETAINED', slot: null }) };
      },
    ],
  ])('refuses %s with %s', async (_, rule, arrange) => {
    const { cadreId, before } = await arrange();
    await before();
    const answer = await county.ask(PairDocument, { input: { householdId: home, cadreId } });
    expect([answer.code, answer.errors[0]?.extensions['rule']]).toEqual(['RULE_VIOLATED', rule]);
  });

  it('pins a duty over quota (R4)', async () => {
    const full = await cadre({ rank: 'TECHNICAL' });
    await paired(full, await household());
    await world().insert('assistance_duty', {
      cadre_id: full,
      household_id: home,
      path: stage.villages[0]!.path,
      source: '某系统',
      from_date: '2020-01-01',
    });
    expect(
      (await county.ask(PairDocument, { input: { householdId: home, cadreId: full } })).code,
    ).toBeUndefined();
  });

  it('knows no household and no cadre of another county, and no cadre of the city’s', async () => {
    const elsewhere = await world().household((await world().villages('610921', 1))[0]!);
    const stranger = await world().cadre(await world().unit('610921'));
    const municipal = await world().cadre(stage.municipal);
    for (const input of [
      { householdId: elsewhere, cadreId: await cadre() },
      { householdId: home, cadreId: stranger },
      { householdId: home, cadreId: municipal },
    ]) {
      const there = await county.ask(PairDocument, { input });
      const absent = await county.ask(PairDocument, {
        input: {
          ...input,
          ...(input.householdId === home
            ? { cadreId: crypto.randomUUID() }
            : { householdId: crypto.randomUUID() }),
        },
      });
      expect(there.code).toBe('NOT_FOUND');
      expect(there.errors[0]?.message).toBe(absent.errors[0]?.message);
    }
    expect(
      (await city.ask(PairDocument, { input: { householdId: home, cadreId: municipal } })).code,
    ).toBeUndefined();
  });

  it('is nothing for a liaison, a leader or a cadre', async () => {
    const input = { householdId: home, cadreId: await cadre() };
    const liaison = await world().signedIn('UNIT_LIAISON', stage.bureau.path);
    const leader = await world().signedIn('LEADER', COUNTY);
    const friend = await world().signedIn('CADRE', stage.bureau.path, input.cadreId);
    for (const client of [liaison, leader, friend])
      expect((await client.ask(PairDocument, { input })).code).toBe('FORBIDDEN');
    expect((await world().anonymous().ask(PairDocument, { input })).code).toBe('UNAUTHENTICATED');
  });
});

describe('assignSuggested', () => {
  it('does what it can, tells the rest, and is taken back whole', async () => {
    const [one, two, taken] = [await household(), await household(), await household()];
    await paired(await cadre(), taken);
    const busy = await cadre({ rank: 'SECTION_HEAD' });
    const pairs = [one, two, taken].map((householdId) => ({ householdId, cadreId: busy }));
    const { assignSuggested: act } = await county.get(AssignSuggestedDocument, {
      input: { pairs: [...pairs, pairs[0]!] },
    });
    expect(act.done).toBe(2);
    expect(act.refused).toEqual([expect.objectContaining({ householdId: taken, rule: 'R2' })]);
    await county.get(UndoPairingActDocument, { id: act.id });
    for (const id of [one, two]) expect((await state(id)).pairings).toEqual([]);
  });
});

describe('endPairing', () => {
  it('ends today; a second operator with the old version gets the pairing as it is', async () => {
    const he = await cadre();
    const id = await paired(he, home);
    const second = await world().signedIn('COUNTY_OPERATOR', COUNTY);
    const input = { id, version: 1, reason: '调离' };
    const answers = await Promise.all(
      [county, second].map((client) => client.ask(EndPairingDocument, { input })),
    );
    expect(answers.map((answer) => answer.code).toSorted()).toEqual(['CONFLICT', undefined].toSorted());
    const lost = answers.find((answer) => answer.code === 'CONFLICT')!;
    expect(lost.errors[0]?.extensions['current']).toMatchObject({
      id,
      version: 2,
      to: TODAY,
      endReason: '调离',
    });
    expect((await state(home)).pairings).toEqual([`RESPONSIBLE ${he} 2025-01-01..${TODAY} slot 1`]);
  });

  it('keeps a friend for life as RETAINED from the same day (R7)', async () => {
    const he = await cadre();
    const id = await paired(he, home);
    await county.get(EndPairingDocument, { input: { id, version: 1, reason: '调离', retain: true } });
    expect((await state(home)).pairings).toEqual([
      `RESPONSIBLE ${he} 2025-01-01..${TODAY} slot 1`,
      `RETAINED ${he} ${TODAY}..`,
    ]);
  });

  it('stays while the duty stands (R4), for a liaison too, and never with the wrong unit', async () => {
    const he = await cadre();
    const id = await paired(he, home);
    const duty = {
      cadre_id: he,
      household_id: home,
      path: stage.villages[0]!.path,
      source: '某系统',
      from_date: '2020-01-01',
    };
    await world().insert('assistance_duty', duty);
    const liaison = await world().signedIn('UNIT_LIAISON', stage.bureau.path);
    const input = { id, version: 1, reason: '调离' };
    for (const client of [county, liaison]) {
      const answer = await client.ask(EndPairingDocument, { input });
      expect(answer.errors[0]?.extensions['rule']).toBe('R4');
    }
    const stranger = await world().signedIn('UNIT_LIAISON', stage.townOffice.path);
    expect((await stranger.ask(EndPairingDocument, { input })).code).toBe('NOT_FOUND');
    await asSystem(() =>
      owner.query('update assistance_duty set to_date = $2 where household_id = $1', [home, TODAY]),
    );
    const { endPairing } = await liaison.get(EndPairingDocument, { input });
    expect(endPairing.pairing).toMatchObject({ to: TODAY });
    await liaison.get(UndoPairingActDocument, { id: endPairing.id });
    expect((await state(home)).pairings).toEqual([`RESPONSIBLE ${he} 2025-01-01.. slot 1`]);
  });

  it('is not taken back where somebody else has the place by now', async () => {
    const id = await paired(await cadre(), home);
    const { endPairing } = await county.get(EndPairingDocument, {
      input: { id, version: 1, reason: '调离' },
    });
    await county.get(PairDocument, { input: { householdId: home, cadreId: await cadre() } });
    const answer = await county.ask(UndoPairingActDocument, { id: endPairing.id });
    expect([answer.code, answer.errors[0]?.extensions['rule']]).toEqual(['RULE_VIOLATED', 'R2']);
  });

  it('is taken back only by who did it', async () => {
    const id = await paired(await cadre(), home);
    const { endPairing } = await county.get(EndPairingDocument, {
      input: { id, version: 1, reason: '调离' },
    });
    const second = await world().signedIn('COUNTY_OPERATOR', COUNTY);
    expect((await second.ask(UndoPairingActDocument, { id: endPairing.id })).code).toBe('CONFLICT');
  });

  it('leaves no trace among the pairings when it is withdrawn', async () => {
    const id = await paired(await cadre(), home);
    await county.get(WithdrawPairingDocument, { input: { id, version: 1, reason: '录错了' } });
    expect((await state(home)).pairings).toEqual([]);
    expect((await county.get(PairingsDocument, { filter: { householdId: home } })).pairings.total).toBe(0);
  });
});

describe('decideDuplicate (R2)', () => {
  it('keeps the friend, closes the claim, gives the other a household, and is taken back whole', async () => {
    const [he, zhang, gap] = [await cadre(), await cadre(), await household()];
    await paired(he, home);
    await claimed(zhang, home);
    const before = [await state(home), await state(gap)];
    const { decideDuplicate: act } = await county.get(DecideDuplicateDocument, {
      input: {
        householdId: home,
        keep: [he],
        seen: [zhang, he],
        reason: '她是帮扶责任人',
        retainOthers: false,
        give: { householdId: gap, cadreId: zhang },
      },
    });
    expect(await state(home)).toEqual({
      pairings: [`RESPONSIBLE ${he} 2025-01-01.. slot 1`],
      claims: [`CLOSED ${zhang} 她是帮扶责任人`],
    });
    expect((await state(gap)).pairings).toEqual([`RESPONSIBLE ${zhang} ${TODAY}.. slot 1`]);
    await county.get(UndoPairingActDocument, { id: act.id });
    expect([await state(home), await state(gap)]).toEqual(before);
  });

  it('lets the claimant take over with no day uncovered, the old friend retained', async () => {
    const [he, zhang] = [await cadre(), await cadre()];
    await paired(he, home);
    await claimed(zhang, home);
    await county.get(DecideDuplicateDocument, {
      input: { householdId: home, keep: [zhang], seen: [he, zhang], reason: '离村近', retainOthers: true },
    });
    expect(await state(home)).toEqual({
      pairings: [
        `RESPONSIBLE ${he} 2025-01-01..${TODAY} slot 1`,
        `RESPONSIBLE ${zhang} ${TODAY}.. slot 1`,
        `RETAINED ${he} ${TODAY}..`,
      ],
      claims: [`ACCEPTED ${zhang}`],
    });
  });

  it('begins on the claim’s day where two only claim it', async () => {
    const [he, zhang] = [await cadre(), await cadre()];
    await claimed(he, home);
    await claimed(zhang, home);
    await county.get(DecideDuplicateDocument, {
      input: { householdId: home, keep: [zhang], seen: [he, zhang], reason: '离村近', retainOthers: true },
    });
    expect((await state(home)).pairings).toEqual([
      `RESPONSIBLE ${zhang} 2026-03-01.. slot 1`,
      `RETAINED ${he} ${TODAY}..`,
    ]);
  });

  it('decides nothing where others joined since, and nothing twice', async () => {
    const [he, zhang, third] = [await cadre(), await cadre(), await cadre()];
    for (const id of [he, zhang, third]) await claimed(id, home);
    const input = { householdId: home, keep: [he], seen: [he, zhang], reason: '离村近', retainOthers: false };
    expect((await county.ask(DecideDuplicateDocument, { input })).code).toBe('CONFLICT');
    const all = { ...input, seen: [he, zhang, third] };
    await county.get(DecideDuplicateDocument, { input: all });
    expect((await county.ask(DecideDuplicateDocument, { input: all })).code).toBe('CONFLICT');
  });

  it('displaces a cadre of the city’s only with the city (R6)', async () => {
    const [he, municipal] = [await cadre(), await world().cadre(stage.municipal)];
    await paired(municipal, home);
    await claimed(he, home);
    const input = {
      householdId: home,
      keep: [he],
      seen: [he, municipal],
      reason: '离村近',
      retainOthers: false,
    };
    const answer = await county.ask(DecideDuplicateDocument, { input });
    expect(answer.errors[0]?.extensions['rule']).toBe('R6');
    await city.get(DecideDuplicateDocument, { input });
    expect((await state(home)).claims).toEqual([`ACCEPTED ${he}`]);
  });

  it('keeps a cadre of the city’s who had stayed a friend: that displaces nobody (R6, R7)', async () => {
    const [he, municipal] = [await cadre(), await world().cadre(stage.municipal)];
    await paired(municipal, home, { kind: 'RETAINED', slot: null });
    for (const one of [he, municipal]) await claimed(one, home);
    const input = { householdId: home, keep: [municipal], seen: [he, municipal], reason: '他一直在管' };
    await county.get(DecideDuplicateDocument, { input: { ...input, retainOthers: false } });
    expect((await state(home)).pairings).toEqual([
      `RESPONSIBLE ${municipal} ${TODAY}.. slot 1`,
      `RETAINED ${municipal} 2025-01-01..${TODAY}`,
    ]);
  });
});
