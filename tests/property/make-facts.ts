import type { Dice } from '../../seeds/demo/dice.ts';
import { ROLES } from '../../server/src/platform/auth/role.ts';
import type {
  CadreFact,
  Facts,
  GrantFact,
  HouseholdFact,
  PairingFact,
  RegionFact,
  ScheduledFact,
  UnitFact,
  YearFact,
} from './facts.ts';

/** Steps of paths that a careless comparison takes for one another. */
const STEPS = ['1', '10', '1a', '100', '1-', '11', '2'];
const LEVELS = ['CITY', 'COUNTY', 'TOWN', 'VILLAGE'] as const;
/** Few characters, so that names meet: each with the letter that its pinyin begins with. */
const LETTERS: Record<string, string> = { 王: 'w', 李: 'l', 陈: 'c', 周: 'z', 明: 'm', 国: 'g', 强: 'q', 丽: 'l' }; // prettier-ignore
const CHARACTERS = Object.keys(LETTERS);
const RANKS = ['COUNTY_LEADER', 'SECTION_HEAD', 'SECTION_DEPUTY', 'STAFF', 'TECHNICAL'];
const REGION_ROLES = ['CITY_OPERATOR', 'COUNTY_OPERATOR', 'TOWN_OPERATOR', 'LEADER', 'SUPERVISOR'];
const HOUSEHOLDS = 70;
const CADRES = 36;

/** A small territory with everything in it that decides who sees what, another one for each dice. */
export function makeFacts(dice: Dice, today: string): Facts {
  const now = Number(today.slice(0, 4));
  const year: YearFact = {
    year: now,
    cap: dice.number(1, 2),
    quota: Object.fromEntries(RANKS.map((rank) => [rank, dice.number(0, 3)])),
    lastDay: `${now - 1}-03-31`,
  };
  const regions = makeRegions(dice);
  const units = makeUnits(dice, regions);
  const cadres = Array.from({ length: CADRES }, () => makeCadre(dice, dice.pick(units)));
  const villages = regions.filter(({ level }) => level === 'VILLAGE');
  const households = Array.from({ length: HOUSEHOLDS }, () => makeHousehold(dice, dice.pick(villages)));
  const counties = regions.filter(({ level }) => level === 'COUNTY');
  const pairings = households.flatMap((household) => makePairings(dice, household, cadres, year));
  const sometimes = <T>(from: readonly T[], percent: number) => from.filter(() => dice.chance(percent));
  return {
    today,
    year,
    regions,
    units,
    cadres,
    households,
    pairings,
    claims: sometimes(households, 30).flatMap((household) =>
      dice
        .shuffled(cadres)
        .slice(0, dice.number(1, 3))
        .map((cadre) => ({ id: dice.id(), household, cadre, open: dice.chance(70) })),
    ),
    waivers: sometimes(cadres, 10),
    kin: sometimes(cadres, 40).map((cadre) => ({
      id: dice.id(),
      cadre,
      household: dice.chance(80) ? dice.pick(households) : null,
      withdrawn: dice.chance(20),
    })),
    assignments: sometimes(villages, 50).map((village) => ({
      id: dice.id(),
      unit: dice.pick(units),
      village,
    })),
    grants: makeGrants(dice, regions, units, cadres, today),
    reviews: Array.from({ length: 12 }, () => ({
      id: dice.id(),
      region: dice.pick(regions),
      kind: dice.pick(['REMARK', 'MISSING'] as const),
      done: dice.chance(30),
    })),
    sent: new Map(sometimes(counties, 50).map((county) => [county, dice.number(0, 5)])),
    sentCadres: sometimes(
      cadres.filter(({ unit }) => unit.office.level === 'CITY'),
      60,
    ).map((cadre) => {
      const county = dice.pick(counties.filter(({ parent }) => parent === cadre.unit.office));
      return { id: dice.id(), cadre, county, takenBack: dice.chance(50) };
    }),
    scheduled: sometimes(cadres, 60).flatMap((cadre) => makeScheduled(dice, cadre, pairings, cadres, now)),
  };
}

function makeRegions(dice: Dice): RegionFact[] {
  const grow = (parent: RegionFact | null, depth: number): RegionFact[] => {
    const level = LEVELS[depth];
    if (!level) return [];
    const steps = dice.shuffled(STEPS).slice(0, dice.number(2, level === 'COUNTY' ? 3 : 2));
    return steps.flatMap((step) => {
      const path = `${parent?.path ?? ''}${step}/`;
      const region = {
        id: dice.id(),
        level,
        name: `${name(dice)}${path.replaceAll('/', '·')}`,
        parent,
        path,
      };
      return [region, ...grow(region, depth + 1)];
    });
  };
  return grow(null, 0);
}

function makeUnits(dice: Dice, regions: readonly RegionFact[]): UnitFact[] {
  const codes = dice.shuffled(STEPS.flatMap((a) => [`U${a}`, `U1${a}`, `V${a}`]).filter((code, i, all) => all.indexOf(code) === i)); // prettier-ignore
  return codes.slice(0, 14).map((code) => {
    const level = dice.pick(['MUNICIPAL', 'COUNTY', 'TOWN', 'VERTICAL'] as const);
    const levelOfSeat =
      level === 'VERTICAL' ? dice.pick(['COUNTY', 'TOWN']) : level === 'MUNICIPAL' ? 'CITY' : level;
    const seat = dice.pick(regions.filter((one) => one.level === levelOfSeat));
    const byCity = level === 'MUNICIPAL' || level === 'VERTICAL';
    const office = upTo(seat, byCity ? 'CITY' : 'COUNTY');
    const path = `${(byCity ? office : seat).path}@${code}/`;
    return {
      id: dice.id(),
      code,
      name: `${name(dice)}局${code}`,
      level,
      seat,
      office,
      path,
      ended: dice.chance(10),
    };
  });
}

const upTo = (region: RegionFact, level: RegionFact['level']): RegionFact =>
  region.level === level || region.parent === null ? region : upTo(region.parent, level);

const name = (dice: Dice): string =>
  Array.from({ length: dice.number(2, 3) }, () => dice.pick(CHARACTERS)).join('');
export const initialsOf = (of: string): string => [...of].map((one) => LETTERS[one] ?? '').join('');
const tail = (dice: Dice): string => `${dice.number(100, 109)}${dice.pick([...'0123X'])}`;
const digits = (dice: Dice): string => `10${dice.number(10, 20)}`;

function makeCadre(dice: Dice, unit: UnitFact): CadreFact {
  const called = name(dice);
  const id = dice.id();
  const state = dice.pick(['NONE', 'ACTIVE', 'DISABLED'] as const);
  return {
    id,
    name: called,
    initials: initialsOf(called),
    unit,
    kind: dice.weighted([['OFFICIAL', 8], ['ENTERPRISE', 1], ['PHILANTHROPIST', 1]]), // prettier-ignore
    rank: dice.pick(RANKS),
    status: dice.weighted([['ACTIVE', 8], ['SECONDED', 2], ['ON_LEAVE', 1], ['RETIRED', 1], ['LEFT', 1], ['DECEASED', 1]]), // prettier-ignore
    identityTail: tail(dice),
    phoneTail: digits(dice),
    postings: Array.from({ length: dice.number(0, 2) }, () => dice.id()),
    account: dice.chance(50) ? { id: dice.id(), login: `c${id.slice(-12)}`, state } : null,
  };
}

function makeHousehold(dice: Dice, village: RegionFact): HouseholdFact {
  const headName = name(dice);
  const ended = dice.chance(10);
  return {
    id: dice.id(),
    number: `H${dice.number(10_000, 99_999)}${dice.number(1000, 9999)}`,
    village,
    povertyStatus: dice.pick(['NOT_LIFTED', 'LIFTED']),
    cause: dice.pick([null, 'ILLNESS', 'SCHOOLING']),
    eligible: !ended && dice.chance(80),
    need: dice.pick([0, 10, 40, 40, 90]),
    size: dice.number(1, 5),
    ended,
    headName,
    headInitials: initialsOf(headName),
    members: Array.from({ length: dice.number(0, 3) }, () => ({
      id: dice.id(),
      name: name(dice),
      identityTail: tail(dice),
      phoneTail: digits(dice),
      left: dice.chance(20),
    })),
  };
}

/** What R2 and R3 leave possible: past friends, present ones up to the cap, friends for life, and what never was. */
function makePairings(
  dice: Dice,
  household: HouseholdFact,
  cadres: readonly CadreFact[],
  { year, cap }: YearFact,
) {
  const others = dice.shuffled(cadres);
  const made: PairingFact[] = [];
  const add = (values: Pick<PairingFact, 'kind' | 'slot' | 'from' | 'to'> & { withdrawn?: boolean }) =>
    made.push({ id: dice.id(), household, cadre: others.pop()!, withdrawn: false, ...values });
  if (dice.chance(40)) add({ kind: 'RESPONSIBLE', slot: 1, from: `${year - 3}-05-01`, to: `${year - 1}-${dice.pick(['02-01', '03-31', '04-01', '06-01'])}` }); // prettier-ignore
  for (let slot = 1; slot <= cap; slot++) {
    const since = dice.pick([`${year - 1}-07-01`, `${year}-01-05`]);
    const from = made.length === 0 && dice.chance(50) ? `${year - 2}-01-10` : since;
    if (!household.ended && dice.chance(45)) add({ kind: 'RESPONSIBLE', slot, from, to: null });
  }
  if (dice.chance(25)) add({ kind: 'RETAINED', slot: null, from: `${year - 1}-02-01`, to: dice.pick([null, `${year}-02-01`]) }); // prettier-ignore
  if (dice.chance(15))
    add({ kind: 'RESPONSIBLE', slot: 1, from: `${year}-02-01`, to: null, withdrawn: true });
  return made;
}

/** At most one of a cadre, so that nobody is promised to two. */
function makeScheduled(
  dice: Dice,
  cadre: CadreFact,
  pairings: readonly PairingFact[],
  cadres: readonly CadreFact[],
  year: number,
): ScheduledFact[] {
  const theirs = pairings.filter((one) => one.cadre === cadre && one.kind === 'RESPONSIBLE');
  const lines = dice
    .shuffled(theirs)
    .slice(0, dice.number(1, 3))
    .map((pairing) => ({ pairing, successor: dice.pick(cadres) }));
  if (lines.length === 0) return [];
  const state = dice.weighted<ScheduledFact['state']>([['SCHEDULED', 5], ['ATTENTION', 2], ['DONE', 1], ['WITHDRAWN', 1]]); // prettier-ignore
  return [{ id: dice.id(), cadre, day: `${year + 5}-0${dice.number(1, 3)}-01`, state, lines }];
}

/** Every role at random nodes, most of them in force; some that are over, not yet begun or taken back. */
function makeGrants(
  dice: Dice,
  regions: readonly RegionFact[],
  units: readonly UnitFact[],
  cadres: readonly CadreFact[],
  today: string,
): GrantFact[] {
  const year = Number(today.slice(0, 4));
  const one = (role: string, at: GrantFact['at'], cadre: CadreFact | null = null): GrantFact => {
    const [from, to, withdrawn] = dice.weighted<[string, string | null, boolean]>([
      [[`${year - 1}-01-01`, null, false], 7],
      [[`${year - 1}-01-01`, `${year + 2}-01-01`, false], 2],
      [[`${year - 1}-01-01`, today, false], 1],
      [[`${year + 1}-01-01`, null, false], 1],
      [[`${year - 1}-01-01`, null, true], 1],
    ]);
    const accountId = dice.id();
    const login = `g${accountId.slice(-12)}${dice.number(0, 9)}`;
    return { id: dice.id(), accountId, sessionId: dice.id(), login, role, at, cadre, from, to, withdrawn };
  };
  const all = REGION_ROLES.flatMap((role) =>
    ['CITY', 'COUNTY', 'TOWN', 'VILLAGE'].map((level) =>
      one(role, dice.pick(regions.filter((at) => at.level === level))),
    ),
  );
  for (let i = 0; i < 6; i++) all.push(one('UNIT_LIAISON', dice.pick(units)));
  for (let i = 0; i < 6; i++) {
    const cadre = dice.pick(cadres);
    all.push(one('CADRE', cadre.unit, cadre));
  }
  for (const role of ROLES.filter((role) => !all.some((made) => made.role === role)))
    all.push(one(role, role.endsWith('_ADMIN') ? null : dice.pick(regions)));
  return all;
}
