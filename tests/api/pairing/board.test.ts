import fc from 'fast-check';
import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { board, type BoardFacts, type BoardKind } from '../../../server/src/modules/pairing/board.rules.ts';
import { needsOf } from '../../../server/src/modules/pairing/index.ts';
import { pathRange, scopeOf } from '../../../server/src/platform/auth/scope.ts';
import { statement } from '../../../server/src/platform/db/query-builder.ts';
import { COUNTY, TODAY, withStage } from './setting.ts';

const stage = withStage();
const OTHER = '6109/610921/';
let owner: pg.Client;

beforeAll(async () => {
  owner = new pg.Client(stage.test.urls.ownerUrl);
  await owner.connect();
});
afterAll(() => owner.end());

interface Draw {
  homes: { village: number; eligible: boolean; need: number }[];
  cadres: { unit: number; status: string; kind: string; rank: string; waived: boolean }[];
  pairs: { home: number; cadre: number; retained: boolean; to: string | null; withdrawn: boolean }[];
  claims: { home: number; cadre: number; open: boolean }[];
  sent: number[];
  cap: number;
  /** Days on which the sums are folded: before there is anything, once it is there, and after the changes. */
  folds: (string | null)[];
  changes: { what: keyof typeof CHANGES; of: number }[];
}

/** What can happen to what was folded, by the place in the order of ids. */
const CHANGES = {
  end: `update pairing set to_date = '2026-03-05' where id = (select id from pairing order by id offset $1 limit 1) and to_date is null`,
  withdraw: `update pairing set withdrawn_at = now() where id = (select id from pairing order by id offset $1 limit 1)`,
  worsen: `update household set need = need + 1 where id = (select id from household order by id offset $1 limit 1)`,
  lift: `update household set eligible = not eligible where id = (select id from household order by id offset $1 limit 1)`,
  move: `update household h set (region_id, path) = (select r.id, r.path from region r where r.level = 'VILLAGE' order by r.path = h.path,
    r.path like '6109/610921/%' desc, r.path limit 1) where id = (select id from household order by id offset $1 limit 1)`,
  retire: `update cadre set status = 'RETIRED' where id = (select id from cadre order by id offset $1 limit 1)`,
  promote: `update cadre set rank = 'SECTION_HEAD' where id = (select id from cadre order by id offset $1 limit 1)`,
  transfer: `update cadre c set (unit_id, path) = (select u.id, u.path from unit u order by u.path = c.path, u.path limit 1)
    where id = (select id from cadre order by id offset $1 limit 1)`,
} as const;

const draws = fc.record<Draw>({
  homes: fc.array(fc.record({ village: fc.nat(5), eligible: fc.boolean(), need: fc.nat(3) }), {
    maxLength: 14,
  }),
  cadres: fc.array(
    fc.record({
      unit: fc.nat(3),
      status: fc.constantFrom('ACTIVE', 'ACTIVE', 'SECONDED', 'RETIRED'),
      kind: fc.constantFrom('OFFICIAL', 'OFFICIAL', 'ENTERPRISE'),
      rank: fc.constantFrom('TECHNICAL', 'STAFF'),
      waived: fc.boolean(),
    }),
    { maxLength: 8 },
  ),
  pairs: fc.array(
    fc.record({
      home: fc.nat(13),
      cadre: fc.nat(7),
      retained: fc.boolean(),
      to: fc.constantFrom(null, null, '2025-12-31', '2026-03-05', '2026-03-15'),
      withdrawn: fc.boolean(),
    }),
    { maxLength: 12 },
  ),
  claims: fc.array(fc.record({ home: fc.nat(13), cadre: fc.nat(7), open: fc.boolean() }), { maxLength: 8 }),
  sent: fc.array(fc.nat(3), { minLength: 2, maxLength: 2 }),
  cap: fc.constantFrom(1, 1, 2),
  folds: fc.array(fc.constantFrom(null, '2026-03-01', TODAY, '2026-03-20'), { minLength: 3, maxLength: 3 }),
  changes: fc.array(
    fc.record({
      what: fc.constantFrom(...(Object.keys(CHANGES) as (keyof typeof CHANGES)[])),
      of: fc.nat(7),
    }),
    { maxLength: 6 },
  ),
});

/** A friendship that ended by itself between the day of the sums and today. */
const ENDS_BY_ITSELF: Draw = {
  homes: [{ village: 0, eligible: true, need: 1 }],
  cadres: [{ unit: 0, status: 'ACTIVE', kind: 'OFFICIAL', rank: 'STAFF', waived: false }],
  pairs: [{ home: 0, cadre: 0, retained: false, to: '2026-03-05', withdrawn: false }],
  claims: [],
  sent: [0, 0],
  cap: 1,
  folds: [null, '2026-03-01', null],
  changes: [],
};

/** Two cadres claim a household that has no friend, beside three gaps for four places. */
const CLAIMED_TWICE: Draw = {
  homes: [0, 1, 2, 3].map((village) => ({ village, eligible: true, need: village % 2 })),
  cadres: [0, 1].map((unit) => ({ unit, status: 'ACTIVE', kind: 'OFFICIAL', rank: 'STAFF', waived: false })),
  pairs: [],
  claims: [0, 1].map((cadre) => ({ home: 0, cadre, open: true })),
  sent: [0, 0],
  cap: 1,
  folds: [null, TODAY, TODAY],
  changes: [],
};

async function fold(day: string | null | undefined): Promise<void> {
  if (day) await owner.query('select fold_board($1)', [day]);
}

/** Puts a draw into empty tables, as the owner. */
async function arrange(draw: Draw): Promise<void> {
  const { world } = stage.test;
  await owner.query('begin');
  for (const table of ['pairing_claim', 'pairing', 'waiver', 'municipal_place', 'household', 'cadre']) {
    await owner.query(`delete from ${table}`);
  }
  await owner.query('update programme_year set household_cap = $1', [draw.cap]);
  await fold(draw.folds[0]);
  const units = [stage.bureau, stage.townOffice, stage.municipal, await elsewhere()];
  const homes: string[] = [];
  for (const h of draw.homes) {
    const village = h.village === 5 ? (await world.villages('610921', 1))[0]! : stage.villages[h.village]!;
    const { rows } = await owner.query<{ id: string }>(
      `insert into household (region_id, path, poverty_status, eligible, head_name, size, need)
       values ($1, $2, 'X', $3, '某', 2, $4) returning id`,
      [village.id, village.path, h.eligible, h.need],
    );
    homes.push(rows[0]!.id);
  }
  const cadres: { id: string; path: string }[] = [];
  for (const c of draw.cadres) {
    const unit = units[c.unit]!;
    const { rows } = await owner.query<{ id: string; path: string }>(
      `insert into cadre (name, unit_id, path, rank, status, kind) values ('某', $1, $2, $3, $4, $5) returning id, path`,
      [unit.id, unit.path, c.rank, c.status, c.kind],
    );
    cadres.push(rows[0]!);
    if (c.waived)
      await owner.query('insert into waiver (year, cadre_id, cadre_path, reason) values (2026, $1, $2, $3)', [
        rows[0]!.id,
        unit.path,
        'RETIRED',
      ]);
  }
  for (const p of draw.pairs) await pairAnyhow(homes[p.home], cadres[p.cadre], p, draw.cap);
  for (const c of draw.claims) {
    const [home, cadre] = [homes[c.home], cadres[c.cadre]];
    if (!home || !cadre) continue;
    await owner.query(
      `insert into pairing_claim (year, cadre_id, cadre_path, household_id, path, claimed_head, claimed_village, from_date, status)
       select 2026, $1, $2, h.id, h.path, '', '', '2026-03-01', $3 from household h where h.id = $4 on conflict do nothing`,
      [cadre.id, cadre.path, c.open ? 'OPEN' : 'CLOSED', home],
    );
  }
  for (const [i, path] of [COUNTY, OTHER].entries()) {
    await owner.query('insert into municipal_place select 2026, id, $1 from region where path = $2', [
      draw.sent[i],
      path,
    ]);
  }
  await fold(draw.folds[1]);
  for (const { what, of } of draw.changes) await anyhow(CHANGES[what], [of]);
  await fold(draw.folds[2]);
  await owner.query('commit');
}

let other: Promise<typeof stage.bureau> | undefined;
const elsewhere = () => (other ??= stage.test.world.unit('610921'));

async function pairAnyhow(
  home: string | undefined,
  cadre: { id: string; path: string } | undefined,
  p: Draw['pairs'][number],
  cap: number,
): Promise<void> {
  if (!home || !cadre) return;
  await anyhow(
    `insert into pairing (household_id, path, cadre_id, cadre_path, kind, slot, from_date, to_date, source, withdrawn_at)
     select h.id, h.path, $1, $2, $3, $4, '2025-01-01', $5, 'ROSTER', $6 from household h where h.id = $7`,
    [
      cadre.id,
      cadre.path,
      p.retained ? 'RETAINED' : 'RESPONSIBLE',
      p.retained ? null : 1 + (p.cadre % (cap + 1)), // also a slot beyond a cap that was lowered
      p.to,
      p.withdrawn ? new Date() : null,
      home,
    ],
  );
}

/** What the constraints refuse was no possible past. */
async function anyhow(statement: string, values: unknown[]): Promise<void> {
  await owner.query('savepoint one');
  try {
    await owner.query(statement, values);
  } catch {
    await owner.query('rollback to savepoint one');
  }
}

/** Everything there is, read as it lies in the tables. */
async function everything(): Promise<BoardFacts> {
  const read = async <T extends object>(text: string) => (await owner.query<T>(text)).rows;
  const [year] = await read<{ cap: number; quota: Record<string, number> }>(
    'select household_cap cap, rank_quota quota from programme_year where year = 2026',
  );
  const waivers = await read<{ cadre_id: string }>(
    'select cadre_id from waiver where withdrawn_at is null and year = 2026',
  );
  return {
    today: TODAY,
    cap: year!.cap,
    counties: await read(
      `select r.path, coalesce(m.places, 0) sent from region r left join municipal_place m on m.county_id = r.id and m.year = 2026
       where r.level = 'COUNTY'`,
    ),
    households: await read('select id, path, eligible, need::int from household'),
    cadres: (
      await read<{ id: string; kind: string; status: string; rank: string; administeredBy: string }>(
        'select c.id, c.kind, c.status, c.rank, r.path "administeredBy" from cadre c join unit u on u.id = c.unit_id join region r on r.id = u.administered_by',
      )
    ).map((c) => ({ ...c, quota: year!.quota[c.rank]! })),
    pairings: await read(
      'select household_id "householdId", cadre_id "cadreId", kind, from_date::text "from", to_date::text "to", withdrawn_at is not null withdrawn from pairing',
    ),
    openClaims: await read(
      `select household_id "householdId", cadre_id "cadreId" from pairing_claim where status = 'OPEN'`,
    ),
    waived: new Set(waivers.map((w) => w.cadre_id)),
  };
}

interface Need {
  path: string;
  eligible: number;
  friendless: number;
  hard: number;
  sent: number;
}
const HARD = 2;
const isSome = ({ eligible, sent }: Need) => eligible + sent > 0;
const byPath = (a: Need, b: Need) => (a.path < b.path ? -1 : 1);

/** What the sums say that the places right below an area need. */
async function summed(area: string): Promise<Need[]> {
  const needs = statement(sql<Need>`select * from ${needsOf(TODAY, pathRange(area), HARD)}`);
  return (await stage.test.app.db.rows(scopeOf('territory', area), needs)).filter(isSome).toSorted(byPath);
}

const WORST: readonly BoardKind[] = ['DUPLICATE', 'GAP', 'OFFICIAL', 'WAITING'];

/** What the recount says of an area: `id:KIND` lines, the worst first, and the eligible households with those that have a friend. */
async function recounted() {
  const { rows } = await owner.query<{ id: string; path: string; need: number }>(
    'select id, path, need::int from household union all select id, path, 0 from cadre',
  );
  const paths = new Map(rows.map((row) => [row.id, row.path]));
  const needOf = new Map(rows.map((row) => [row.id, row.need]));
  const facts = await everything();
  const cityOwned = new Set(facts.cadres.filter((c) => c.administeredBy === '6109/').map((c) => c.id));
  const found = [...board(facts)].toSorted(
    ([a, kind], [b, other]) =>
      WORST.indexOf(kind) - WORST.indexOf(other) || needOf.get(b)! - needOf.get(a)! || (a < b ? -1 : 1),
  );
  const standing = facts.pairings.filter(
    ({ kind, withdrawn, to }) => kind === 'RESPONSIBLE' && !withdrawn && (to === null || to > TODAY),
  );
  const friends = new Set(standing.map(({ householdId }) => householdId));
  const homes = (inside: (path: string) => boolean) => {
    const eligible = facts.households.filter((home) => home.eligible && inside(home.path));
    return { eligible: eligible.length, covered: eligible.filter(({ id }) => friends.has(id)).length };
  };
  const lines = (inside: (path: string) => boolean, covers: (id: string) => boolean) =>
    found.filter(([id]) => inside(paths.get(id)!) && covers(id)).map(([id, kind]) => `${id}:${kind}`);
  const counties = new Set(facts.counties.map(({ path }) => path));
  const office = new Map(facts.cadres.map((cadre) => [cadre.id, cadre.administeredBy]));
  const needs = (area: string) => {
    const below = (path: string) => path.split('/').slice(0, area.split('/').length).join('/') + '/';
    const found = new Map<string, Need>();
    for (const home of facts.households.filter(({ path }) => path.startsWith(area))) {
      const path = below(home.path);
      const need = found.get(path) ?? { path, eligible: 0, friendless: 0, hard: 0, sent: 0 };
      const friendless = home.eligible && !friends.has(home.id);
      need.eligible += Number(home.eligible);
      need.friendless += Number(friendless);
      need.hard += Number(friendless && home.need >= HARD);
      need.sent += standing.filter(
        ({ householdId, cadreId }) => householdId === home.id && !counties.has(office.get(cadreId)!),
      ).length;
      found.set(path, need);
    }
    return [...found.values()].filter(isSome).toSorted(byPath);
  };
  return { lines, homes, needs, notTheCitys: (id: string) => !cityOwned.has(id) };
}

const ITEMS = `query ($filter: BoardFilter, $page: PageInput) { boardItems(filter: $filter, page: $page) { total items { id kind } } }`;
const BOARD = `query ($within: String, $by: BoardGrouping! = REGION) { board(within: $within, by: $by) {
  area { counts { ...C } } branches { id counts { ...C } } } }
  fragment C on BoardCounts { duplicates gaps officials waiting eligible covered }`;

interface Counts {
  duplicates: number;
  gaps: number;
  officials: number;
  waiting: number;
  eligible: number;
  covered: number;
}
interface BoardAnswer {
  board: { area: { counts: Counts }; branches: { id: string; counts: Counts }[] };
}
type Client = Awaited<ReturnType<typeof stage.test.world.signedIn>>;

/** The board as it is turned over page by page. */
async function listed(client: Client, within?: string): Promise<string[]> {
  const lines: string[] = [];
  for (const kind of [null, 'WAITING']) {
    for (let number = 1, total = 1; (number - 1) * PAGE < total; number++) {
      const { boardItems } = await client.get<
        { boardItems: { total: number; items: { id: string; kind: string }[] } },
        unknown
      >(ITEMS, { filter: { within, kind }, page: { number, size: PAGE } });
      total = boardItems.total;
      expect(boardItems.items).toHaveLength(Math.min(PAGE, Math.max(0, total - (number - 1) * PAGE)));
      lines.push(...boardItems.items.map((item) => `${item.id}:${item.kind}`));
    }
  }
  return lines;
}
const PAGE = 2;

const tally = (lines: readonly string[]): Omit<Counts, 'eligible' | 'covered'> => {
  const of = (kind: BoardKind) => lines.filter((line) => line.endsWith(`:${kind}`)).length;
  return { duplicates: of('DUPLICATE'), gaps: of('GAP'), officials: of('OFFICIAL'), waiting: of('WAITING') };
};

describe('the board is a recount (R2, R5)', () => {
  it('for the city, a county, a town and a unit, whatever the data', { timeout: 120_000 }, async () => {
    const { world } = stage.test;
    const town = stage.villages[0]!.path.split('/').slice(0, 3).join('/') + '/';
    const city = await world.signedIn('CITY_OPERATOR', '6109/');
    const county = await world.signedIn('COUNTY_OPERATOR', COUNTY);
    const townOperator = await world.signedIn('TOWN_OPERATOR', town);
    const liaison = await world.signedIn('UNIT_LIAISON', stage.bureau.path);
    await fc.assert(
      fc.asyncProperty(draws, async (draw) => {
        await arrange(draw);
        const { lines, homes, needs, notTheCitys: own } = await recounted();
        const all = () => true;
        expect(await listed(city)).toEqual(lines(all, all));
        expect(await listed(county)).toEqual(lines((path) => path.startsWith(COUNTY), own));
        expect(await listed(townOperator)).toEqual(lines((path) => path.startsWith(town), own));
        expect(await listed(liaison)).toEqual(lines((path) => path === stage.bureau.path, all));
        expect(await listed(city, `${COUNTY}@/`)).toEqual(
          lines((path) => path.startsWith(`${COUNTY}@`), all),
        );

        for (const [who, area, sees] of [
          [city, '6109/', all],
          [county, COUNTY, own],
          [townOperator, town, own],
        ] as const) {
          const inside = (within: string) => {
            const here = (path: string) => path.startsWith(within);
            return { ...tally(lines(here, sees)), ...homes(here) };
          };
          const { board: byRegion } = await who.get<BoardAnswer, unknown>(BOARD, {});
          expect(byRegion.area.counts).toEqual(inside(area));
          expect(await summed(area)).toEqual(needs(area));
          for (const { id, counts } of byRegion.branches) {
            expect(counts, id).toEqual(inside(id.endsWith('@/') ? id.slice(0, -1) : id));
          }
          const { board: byUnit } = await who.get<BoardAnswer, unknown>(BOARD, { by: 'UNIT' });
          expect(byUnit.area.counts).toEqual(inside(area));
          for (const { id, counts } of byUnit.branches) {
            expect(counts.officials, id).toBe(tally(lines((path) => path === id, sees)).officials);
          }
        }
      }),
      {
        numRuns: 25,
        examples: [[ENDS_BY_ITSELF], [CLAIMED_TWICE], [{ ...CLAIMED_TWICE, folds: [null, null, null] }]],
      },
    );
  });

  it('shows an area out of scope as not there', async () => {
    const county = await stage.test.world.signedIn('COUNTY_OPERATOR', COUNTY);
    for (const within of [OTHER, '6109/', '6109/610926/nowhere/']) {
      expect((await county.ask<unknown, unknown>(BOARD, { within })).code).toBe('NOT_FOUND');
    }
    expect(await listed(county, OTHER)).toEqual([]);
  });
});
