import type { DemoCadre } from './cadres.ts';
import type { Dice } from './dice.ts';
import type { DemoHousehold } from './households.ts';
import { PINGLI, type County } from './places.ts';
import type { Rows } from './rows.ts';

export interface DemoPairing {
  id: string;
  cadre: DemoCadre;
  household: DemoHousehold;
  kind: 'RESPONSIBLE' | 'RETAINED';
  from: string;
  to: string | null;
}

/** The year that is being confirmed, and today. */
export interface Calendar {
  year: number;
  today: string;
}

const SOURCES: ['ROSTER' | 'DUTY' | 'ASSIGNED', number][] = [
  ['ROSTER', 60],
  ['DUTY', 25],
  ['ASSIGNED', 15],
];
const EACH_COUNTY_GETS = 18; // municipal places (R6)

/** Pairings of two past years and now: most stand, some were handed over or ended, some cadres are left without a friend. */
export function makePairings(
  dice: Dice,
  rows: Rows,
  cadres: readonly DemoCadre[],
  households: readonly DemoHousehold[],
  calendar: Calendar,
): DemoPairing[] {
  const pairings: DemoPairing[] = [];
  const spread = dice.shuffled(cadres.filter(({ unit, owes }) => unit.county === null && owes));
  const byCounty = Map.groupBy(households, ({ county }) => county);
  for (const [county, all] of byCounty) {
    const friendless = new Set(
      dice.shuffled(all.filter(({ eligible }) => eligible)).toSorted((a, b) => b.need - a.need),
    );
    const own = dice.shuffled(
      cadres.filter(({ unit, status }) => unit.county === county && status !== 'RETIRED'),
    );
    const sent = spread.splice(0, Math.ceil(EACH_COUNTY_GETS / 3));
    for (const cadre of [...own, ...sent]) {
      if (dice.chance(county.friendless)) continue;
      for (const household of choose(dice, cadre, friendless, wanted(dice, cadre, county))) {
        friendless.delete(household);
        pairings.push(...story(dice, rows, cadre, household, own, calendar));
      }
    }
    rows.add('municipal_place', {
      year: calendar.year,
      county_id: county.place.id,
      places: EACH_COUNTY_GETS,
    });
  }
  return pairings;
}

const wanted = (dice: Dice, cadre: DemoCadre, county: County): number =>
  Array.from({ length: cadre.quota }).filter(() => dice.chance(county.filled)).length;

/** In the villages that the unit looks after first, then wherever somebody waits. */
function choose(
  dice: Dice,
  cadre: DemoCadre,
  friendless: ReadonlySet<DemoHousehold>,
  count: number,
): DemoHousehold[] {
  const near = new Set(cadre.unit.villages.map(({ id }) => id));
  const waiting = [...friendless].filter(() => dice.chance(90));
  return waiting
    .toSorted((a, b) => Number(near.has(b.village.id)) - Number(near.has(a.village.id)))
    .slice(0, count);
}

/** What happened between the two: since when, taken over from whom, with which duty behind it. */
export function story(
  dice: Dice,
  rows: Rows,
  cadre: DemoCadre,
  household: DemoHousehold,
  colleagues: readonly DemoCadre[],
  { year, today }: Calendar,
): DemoPairing[] {
  const firstSpring = `${year - 2}-03-${String(dice.number(1, 20)).padStart(2, '0')}`;
  const secondSpring = `${year - 1}-03-${String(dice.number(1, 20)).padStart(2, '0')}`;
  const from = dice.chance(70) ? firstSpring : secondSpring;
  const source = dice.weighted(SOURCES);
  const made: DemoPairing[] = [];
  const add = (pairing: Omit<DemoPairing, 'id'>, how: string, reason: string | null) => {
    const id = dice.id();
    made.push({ ...pairing, id });
    rows.add('pairing', {
      id,
      household_id: household.id,
      path: household.village.path,
      cadre_id: pairing.cadre.id,
      cadre_path: pairing.cadre.unit.path,
      kind: pairing.kind,
      slot: pairing.kind === 'RESPONSIBLE' ? 1 : null,
      from_date: pairing.from,
      to_date: pairing.to,
      source: how,
      end_reason: reason,
    });
  };

  const before =
    from === secondSpring ? colleagues.find(({ id }) => id !== cadre.id && dice.chance(20)) : undefined;
  if (before) {
    add(
      { cadre: before, household, kind: 'RESPONSIBLE', from: firstSpring, to: from },
      source,
      '工作调整，帮扶责任移交',
    );
    if (dice.chance(50))
      add({ cadre: before, household, kind: 'RETAINED', from, to: null }, 'HANDOVER', null);
  }
  const over = dice.chance(3);
  add({ cadre, household, kind: 'RESPONSIBLE', from, to: over ? `${year - 1}-06-01` : null }, before ? 'HANDOVER' : source, over ? '工作调动，已移交' : null); // prettier-ignore
  if (over) return made;
  cadre.load += 1;
  if (source === 'DUTY') {
    rows.add('assistance_duty', {
      cadre_id: cadre.id,
      household_id: household.id,
      path: household.village.path,
      source: '全国防返贫监测系统',
      from_date: from,
    });
  }
  if (source === 'ROSTER' && !before && dice.chance(60)) {
    rows.add('pairing_claim', {
      year: calendarYear(from),
      cadre_id: cadre.id,
      cadre_path: cadre.unit.path,
      household_id: household.id,
      path: household.village.path,
      claimed_head: household.head,
      claimed_village: household.village.name,
      from_date: from,
      status: 'ACCEPTED',
      pairing_id: made.at(-1)!.id,
      decided_at: `${from}T09:00:00+08:00`,
    });
  }
  return from <= today ? made : [];
}

const calendarYear = (day: string) => Number(day.slice(0, 4));

/** What the rosters of this year left open: households claimed twice, names that match nobody, a duty nobody has acted on. */
export function makeClaims(
  dice: Dice,
  rows: Rows,
  cadres: readonly DemoCadre[],
  households: readonly DemoHousehold[],
  pairings: readonly DemoPairing[],
  { year, today }: Calendar,
): void {
  const standing = new Map(
    pairings
      .filter(({ kind, to }) => kind === 'RESPONSIBLE' && to === null)
      .map((pairing) => [pairing.household.id, pairing.cadre]),
  );
  const claim = (
    cadre: DemoCadre,
    household: DemoHousehold,
    status: 'OPEN' | 'UNKNOWN' | 'AMBIGUOUS',
    head = household.head,
  ) =>
    rows.add('pairing_claim', {
      year,
      cadre_id: cadre.id,
      cadre_path: cadre.unit.path,
      household_id: status === 'OPEN' ? household.id : null,
      path: household.village.path,
      claimed_head: head,
      claimed_village: household.village.name,
      from_date: today,
      status,
      pairing_id: null,
      decided_at: null,
    });

  for (const [county, all] of Map.groupBy(households, (household) => household.county)) {
    const own = dice.shuffled(cadres.filter(({ unit, owes }) => unit.county === county && owes));
    const disputed = dice.shuffled(all.filter(({ eligible }) => eligible)).slice(0, county.duplicates);
    for (const household of disputed) {
      const holder = standing.get(household.id);
      const others = own.filter(({ id }) => id !== holder?.id);
      claim(others.pop()!, household, 'OPEN');
      own.splice(own.indexOf(others.at(-1)!), 1);
      if (!holder) claim(others.at(-1)!, household, 'OPEN');
    }
    if (county.place.code !== PINGLI) continue;
    for (const household of dice.shuffled(all).slice(0, 5))
      claim(dice.pick(own), household, 'UNKNOWN', `${household.head.slice(0, 1)}某`);
    for (const household of dice.shuffled(all).slice(0, 3)) claim(dice.pick(own), household, 'AMBIGUOUS');
    const unfriended = all.filter(
      ({ id, eligible }) => eligible && !standing.has(id) && !disputed.some((h) => h.id === id),
    );
    for (const household of dice.shuffled(unfriended).slice(0, 8)) {
      const cadre = own.find(({ load, quota }) => load < quota) ?? dice.pick(own);
      rows.add('assistance_duty', {
        cadre_id: cadre.id,
        household_id: household.id,
        path: household.village.path,
        source: '全国防返贫监测系统',
        from_date: `${year - 1}-09-01`,
      });
    }
    const idle = own.filter(({ load }) => load === 0).slice(0, 3);
    idle.forEach((cadre, i) => {
      const reason = (['LONG_ILL', 'ON_LEAVE', 'OTHER'] as const)[i % 3]!;
      rows.add('waiver', {
        year,
        cadre_id: cadre.id,
        cadre_path: cadre.unit.path,
        reason,
        note: reason === 'OTHER' ? '驻外学习，年底返岗' : null,
      });
    });
  }
  for (const cadre of dice.shuffled(cadres).slice(0, 40)) {
    rows.add('kin_declaration', {
      cadre_id: cadre.id,
      household_id: null,
      relation: null,
      declared_none: true,
      declared_on: `${year - 1}-02-20`,
    });
  }
}
