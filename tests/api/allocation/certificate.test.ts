import {
  AllocationCertificateDocument,
  SendMunicipalCadresDocument,
  type AllocationCertificateQuery,
} from '@qinyou/schema';
import fc from 'fast-check';
import { sql } from 'kysely';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { systemScope } from '../../../server/src/platform/auth/scope.ts';
import type { Client } from '../../support/client.ts';
import type { Place } from '../../support/world.ts';
import { COUNTY, linesOf, proposed, published, withAllocationStage, YEAR } from './stage.ts';

const stage = withAllocationStage();
/** Two villages of a town, one of another town of the county, one of another county. */
let villages: Place[];
let offices: Place[];
/** The county's, the city's, another county's. */
let units: Place[];

beforeAll(async () => {
  const { world } = stage.test;
  offices = [await world.region('610926'), await world.region('610927')];
  const [elsewhere] = await world.villages('610926100', 1);
  villages = [...stage.villages.slice(0, 2), elsewhere!, ...(await world.villages('610927', 1))];
  units = [stage.bureau, stage.municipal, await world.unit('610927')];
});

const change = (query: ReturnType<typeof sql>) =>
  stage.test.app.db.write({ accountId: null, grantId: null }, systemScope, (unit) => query.execute(unit.sql));

beforeEach(() => empty());
async function empty(): Promise<void> {
  await stage.empty();
  await change(sql`update pairing_claim set status = 'CLOSED' where status = 'OPEN'`);
  await change(sql`update sent_cadre set taken_back_at = now() where taken_back_at is null`);
  await change(sql`update pairing set withdrawn_at = now() where withdrawn_at is null`);
  await change(sql`update municipal_place set places = 0`);
}

async function claim(householdId: string, cadreId: string): Promise<void> {
  await change(sql`insert into pairing_claim (year, cadre_id, cadre_path, household_id, path, claimed_head, claimed_village, from_date, status)
    select ${YEAR}, c.id, c.path, h.id, h.path, '', '', '2026-03-01', 'OPEN' from household h, cadre c
    where h.id = ${householdId} and c.id = ${cadreId} on conflict do nothing`);
}
const avoid = (cadreId: string, householdId: string) =>
  stage.test.world.insert('kin_declaration', {
    cadre_id: cadreId,
    household_id: householdId,
    relation: 'SIBLING',
    declared_on: '2026-01-05',
  });
const send = (cadreId: string) =>
  stage.city.ask(SendMunicipalCadresDocument, {
    input: { year: YEAR, countyId: offices[0]!.id, cadreIds: [cadreId] },
  });
const promise = (places: number, county = offices[0]!) =>
  change(sql`insert into municipal_place (year, county_id, places) values (${YEAR}, ${county.id}, ${places})
    on conflict (year, county_id) do update set places = excluded.places`);

type Certificate = AllocationCertificateQuery['allocationCertificate'];
/** @param alike whether the proposal is to give the very reasons of the certificate already */
async function certified(client: Client, alike = true): Promise<Certificate> {
  const run = await proposed(client);
  const said = await saidOfLines(client, run.id);
  expect(await published(client, run.id)).toMatchObject({ state: 'PUBLISHED', problem: null });
  if (alike) expect(await saidOfLines(client, run.id)).toEqual(said);
  return (await client.get(AllocationCertificateDocument, { id: run.id })).allocationCertificate;
}

const BOARD = `query ($within: String, $year: Int) { board(within: $within, year: $year) {
  area { counts { gaps waiting duplicates eligible covered } } } }`;
type Figures = Record<'gaps' | 'waiting' | 'duplicates' | 'eligible' | 'covered', number>;
const boardOf = async (client: Client, within: string): Promise<Figures> =>
  (await client.get<{ board: { area: { counts: Figures } } }, unknown>(BOARD, { within, year: YEAR })).board
    .area.counts;

const COUNTED = /^(.*) (\d+) 户$/u;
/** How many households have each reason. */
function tally(reasons: readonly string[]): Record<string, number> {
  const sum: Record<string, number> = {};
  for (const reason of reasons) {
    const [, why = '', n] = COUNTED.exec(reason) ?? [];
    sum[why] = (sum[why] ?? 0) + Number(n);
  }
  return sum;
}
const all = (sum: Record<string, number>) => Object.values(sum).reduce((total, n) => total + n, 0);

/** Why the lines of a run leave households without a friend. */
async function saidOfLines(client: Client, id: string): Promise<Record<string, number>> {
  const left = (await linesOf(client, id)).filter(({ proposed: friend }) => !friend);
  return tally(left.map(({ reason }) => `${reason.split('；').at(-1)!} 1 户`));
}

/** Every place of the certificate beside the board of that place, and the reasons beside those of the lines. */
async function expectTheBoard(client: Client, { id, places, counts }: Certificate): Promise<void> {
  for (const { path, name, gaps, waiting, duplicates, eligible, coveredAfter: covered, reasons } of places) {
    expect({ gaps, waiting, duplicates, eligible, covered }, name).toEqual(await boardOf(client, path));
    expect(all(tally(reasons)), name).toBe(eligible - covered);
  }
  const counties = places.filter(({ level }) => level === 'COUNTY');
  const why = tally(counties.flatMap(({ reasons }) => reasons));
  expect(counts.waiting).toBe(all(why));
  expect(await saidOfLines(client, id)).toEqual(why);
}

describe('what a certificate says of those without a friend is what the board says (R5, R9)', () => {
  it('where places are short: the rest waits, and nobody is a gap', async () => {
    await stage.cadres(1);
    await stage.households(5);
    const certificate = await certified(stage.county);
    await expectTheBoard(stage.county, certificate);
    expect(certificate.places[0]).toMatchObject({
      gaps: 0,
      waiting: 3,
      duplicates: 0,
      reasons: ['名额用完了 3 户'],
    });
  });

  it('of a household with a single open claim: a gap while there is a place for it', async () => {
    const [cadre] = await stage.cadres(2);
    const homes = await stage.households(2);
    await claim(homes[0]!, cadre!);
    const certificate = await certified(stage.county);
    await expectTheBoard(stage.county, certificate);
    expect(certificate.places[0]).toMatchObject({
      gaps: 1,
      waiting: 0,
      duplicates: 0,
      reasons: ['花名册上还有没定的认领，先在看板上定 1 户'],
    });
  });

  it('of disputed households: a place of those promised is kept for each, so fewer are gaps', async () => {
    await stage.cadres(1);
    const strangers = await stage.cadres(2, units[2]);
    const homes = await stage.households(6);
    await promise(3);
    for (const stranger of strangers) await claim(homes[0]!, stranger);
    const certificate = await certified(stage.county);
    await expectTheBoard(stage.county, certificate);
    expect(certificate.places[0]).toMatchObject({ gaps: 2, waiting: 1, duplicates: 1 });
    expect(certificate.places[0]!.reasons.toSorted()).toEqual(
      [
        '市里派了名额，等市办定由谁来 2 户',
        '名额用完了 1 户',
        '不止一名干部认领，先在「有两名干部」里定 1 户',
      ].toSorted(),
    );
  });

  it('of who may not be paired with the only one who has a place left', async () => {
    const [cadre] = await stage.cadres(1);
    const [home] = await stage.households(1);
    await avoid(cadre!, home!);
    const certificate = await certified(stage.county);
    await expectTheBoard(stage.county, certificate);
    expect(certificate.places[0]).toMatchObject({
      gaps: 1,
      waiting: 0,
      reasons: ['还有名额，但能来的干部都要回避或被禁止 1 户'],
    });
  });

  it('of the city’s promise, with people sent by name and without, in the county’s run and in the city’s', async () => {
    const [sent] = await stage.cadres(1, stage.municipal);
    await stage.households(6, stage.villages[1]);
    await promise(3);
    expect((await send(sent!)).errors).toEqual([]);
    const certificate = await certified(stage.county);
    await expectTheBoard(stage.county, certificate);
    expect(certificate.places[0]).toMatchObject({ coveredAfter: 2, gaps: 1, waiting: 3 });
    const ofCity = await certified(stage.city, false);
    await expectTheBoard(stage.city, ofCity);
    expect(ofCity.places.find(({ path }) => path === COUNTY)).toMatchObject({
      gaps: 1,
      waiting: 3,
      reasons: ['名额用完了 3 户', '市里派了名额，等市办定由谁来 1 户'],
    });
  });

  it('after the claims of the proposal were decided, and more households came', async () => {
    const [cadre, other] = await stage.cadres(3);
    const [first] = await stage.households(2);
    await claim(first!, cadre!);
    await claim(first!, other!);
    const run = await proposed(stage.county);
    expect(run.counts).toMatchObject({ new: 1, waiting: 1 });
    await change(sql`update pairing_claim set status = 'CLOSED' where household_id = ${first}`);
    await stage.households(1, stage.villages[1]);
    await published(stage.county, run.id);
    const { allocationCertificate } = await stage.county.get(AllocationCertificateDocument, { id: run.id });
    await expectTheBoard(stage.county, allocationCertificate);
    expect(allocationCertificate.places[0]).toMatchObject({
      gaps: 2,
      waiting: 0,
      reasons: ['还有名额，但预定了交接，或提案以后才空出来 2 户'],
    });
  });

  it('and one of before the board was asked still opens, with its gaps by reasons and no word of disputes', async () => {
    const [cadre] = await stage.cadres(1);
    for (const home of await stage.households(3)) await avoid(cadre!, home);
    const { id } = await certified(stage.county, false);
    await change(sql`update allocation_run set certificate = jsonb_set(certificate, '{places}', (
      select jsonb_agg(place - 'gaps' - 'waiting' - 'duplicates') from jsonb_array_elements(certificate -> 'places') as place))
      where id = ${id}`);
    const { allocationCertificate } = await stage.county.get(AllocationCertificateDocument, { id });
    expect(allocationCertificate.places[0]).toMatchObject({
      coveredAfter: 0,
      gaps: 2,
      waiting: 1,
      duplicates: null,
      reasons: ['还有名额，但能来的干部都要回避或被禁止 2 户', '名额用完了 1 户'],
    });
  });

  it(
    'whatever the people, claims, bans and promises, for a county and for the city',
    { timeout: 240_000 },
    async () => {
      await fc.assert(
        fc.asyncProperty(draws, async (draw) => {
          await arrange(draw);
          const who = draw.city ? stage.city : stage.county;
          await expectTheBoard(who, await certified(who, false));
        }),
        { numRuns: 25 },
      );
    },
  );
});

interface Draw {
  city: boolean;
  homes: { village: number; eligible: boolean; need: number }[];
  cadres: { unit: number; kind: string; rank: string; waived: boolean }[];
  pairs: { home: number; cadre: number }[];
  claims: { home: number; cadre: number }[];
  kin: { home: number; cadre: number }[];
  promised: number[];
  sent: number[];
}

const tie = fc.record({ home: fc.nat(13), cadre: fc.nat(6) });
const draws = fc.record<Draw>({
  city: fc.boolean(),
  homes: fc.array(
    fc.record({
      village: fc.nat(3),
      eligible: fc.constantFrom(true, true, true, false),
      need: fc.nat(3),
    }),
    { minLength: 4, maxLength: 14 },
  ),
  cadres: fc.array(
    fc.record({
      unit: fc.nat(2),
      kind: fc.constantFrom('OFFICIAL', 'OFFICIAL', 'OFFICIAL', 'ENTERPRISE'),
      rank: fc.constantFrom('TECHNICAL', 'STAFF'),
      waived: fc.constantFrom(false, false, false, true),
    }),
    { maxLength: 7 },
  ),
  pairs: fc.array(tie, { maxLength: 5 }),
  claims: fc.array(tie, { maxLength: 8 }),
  kin: fc.array(tie, { maxLength: 12 }),
  promised: fc.array(fc.nat(5), { minLength: 2, maxLength: 2 }),
  sent: fc.array(fc.nat(6), { maxLength: 2 }),
});

/** Puts a draw where nothing of the one before counts any more. */
async function arrange(draw: Draw): Promise<void> {
  const { world } = stage.test;
  await empty();
  const homes: string[] = [];
  for (const { village, eligible, need } of draw.homes)
    homes.push(await world.household(villages[village]!, { eligible, need }));
  const cadres: string[] = [];
  for (const { unit, kind, rank, waived } of draw.cadres) {
    const id = await world.cadre(units[unit]!, { kind, rank });
    cadres.push(id);
    if (waived)
      await world.insert('waiver', {
        year: YEAR,
        cadre_id: id,
        cadre_path: units[unit]!.path,
        reason: 'LONG_ILL',
      });
  }
  const known = ({ home, cadre }: { home: number; cadre: number }) => homes[home] && cadres[cadre];
  const once = <T extends { home: number; cadre: number }>(ties: readonly T[], by: (one: T) => unknown) => [
    ...new Map(ties.filter(known).map((one) => [by(one), one])).values(),
  ];
  for (const { home, cadre } of once(draw.pairs, ({ home }) => home))
    await stage.pair(
      homes[home]!,
      cadres[cadre]!,
      units[draw.cadres[cadre]!.unit],
      villages[draw.homes[home]!.village],
    );
  for (const { home, cadre } of draw.claims.filter(known)) await claim(homes[home]!, cadres[cadre]!);
  for (const { home, cadre } of once(draw.kin, ({ home, cadre }) => `${home} ${cadre}`))
    await avoid(cadres[cadre]!, homes[home]!);
  for (const [n, places] of draw.promised.entries()) await promise(places, offices[n]);
  for (const cadre of new Set(draw.sent.filter((of) => draw.cadres[of]?.unit === 1)))
    await send(cadres[cadre]!); // refused where too little was promised
}
