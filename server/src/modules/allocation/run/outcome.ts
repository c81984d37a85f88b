import type { Plan } from '../engine/problem.ts';
import { HOME, TIE, type Facts } from '../facts/facts.ts';
import type { Question } from '../facts/to-problem.ts';
import { whyLeft, whyPaired, type PairFacts, type Why } from '../why.rules.ts';

/** What a plan would change, people and households by their numbers in the facts. */
export interface Change {
  home: number;
  kind: 'NEW' | 'MOVED' | 'RELEASED';
  /** The friend of today; -1 for none, and for one who stopped. */
  from: number;
  /** The friend proposed, or -1. */
  to: number;
  pinned: boolean;
  why: Why[];
}

/** Households of a village that go on waiting for one reason. */
export interface Waiting {
  village: number;
  why: Why;
  homes: number[];
}

export interface Counts {
  kept: number;
  new: number;
  moved: number;
  released: number;
  waiting: number;
  officialsBefore: number;
  officialsAfter: number;
  placesLeft: number;
}

export interface Outcome {
  changes: Change[];
  waiting: Waiting[];
  counts: Counts;
}

/** What is outside an allocation's say and yet a reason why somebody is left. */
interface Board {
  promised: number;
  disputed: ReadonlySet<string>;
}

/**
 * What a plan comes to for the people of an area, each change with its reasons, in the order of the facts.
 * @param board what the board knows beside them: `promised` by the city (R6), `disputed` households without a friend, by identifier
 */
export function outcomeOf(facts: Facts, question: Question, plan: Plan, board: Board): Outcome {
  const { homes, cadres, villages } = facts;
  const { settled, homeOf } = question;
  const to = new Int32Array(homes.count).fill(-1);
  homeOf.forEach((home, n) => (to[home] = plan[n]!));
  const pinned = new Uint8Array(homes.count);
  for (const { home, cadre } of settled) {
    to[home] = cadre;
    pinned[home] = 1;
  }
  const kept = new Uint8Array(homes.count).fill(1);
  for (const home of homeOf) kept[home] = 0;
  for (const { home } of settled) kept[home] = 0;

  const load = loadsAfter(question, plan);
  const room = roomLeft(facts, question, load);
  const explain = explainer(facts, question);
  const awaiting = awaitingCity(facts, question, plan, board);
  const changes: Change[] = [];
  const waiting = new Map<string, Waiting>();
  const waits = (home: number, why: Why) => {
    const village = homes.village[home]!;
    const those = waiting.get(`${village} ${why}`);
    if (those) those.homes.push(home);
    else waiting.set(`${village} ${why}`, { village, why, homes: [home] });
  };
  let stayed = 0;
  for (let home = 0; home < homes.count; home++) {
    const [from, next, state] = [homes.friend[home]!, to[home]!, question.state[home]!];
    if (state !== HOME.CLAIMED && (kept[home] || (from >= 0 && from === next && state === HOME.HELD))) {
      stayed++;
      continue;
    }
    const leaves = explain.leaves(home, state);
    if (next >= 0) {
      const why = explain.pair(home, next, leaves, pinned[home] === 1);
      changes.push({ home, kind: leaves ? 'MOVED' : 'NEW', from, to: next, pinned: pinned[home] === 1, why });
    } else {
      const why = whyLeft({
        disputed: state === HOME.CLAIMED && board.disputed.has(homes.ids.at(home)),
        claimed: state === HOME.CLAIMED,
        awaiting: awaiting.has(home),
        placesLeft: room(home),
      });
      if (leaves) changes.push({ home, kind: 'RELEASED', from, to: -1, pinned: false, why: [leaves, why] });
      else waits(home, why);
    }
  }
  const of = (wanted: Change['kind']) => changes.filter(({ kind }) => kind === wanted).length;
  const released = of('RELEASED');
  return {
    changes,
    waiting: [...waiting.values()],
    counts: {
      kept: stayed + villages.reduce((sum, village) => sum + village.kept, 0),
      new: of('NEW'),
      moved: of('MOVED'),
      released,
      waiting: waiting.values().reduce((sum, those) => sum + those.homes.length, released),
      officialsBefore: idle(cadres.owes, cadres.load),
      officialsAfter: idle(cadres.owes, load),
      placesLeft: cadres.open.reduce(
        (sum, open, n) => sum + (open ? Math.max(0, question.problem.cadres.quota[n]! - load[n]!) : 0),
        0,
      ),
    },
  };
}

/**
 * Of those who are left the neediest, so many as the city will send somebody for (R5): as it has promised, but for whom those that it
 * has named can take, and for the disputed, for whom a place is kept each.
 */
function awaitingCity(
  facts: Facts,
  question: Question,
  plan: Plan,
  { promised, disputed }: Board,
): ReadonlySet<number> {
  const { homes } = facts;
  const toCome = promised - disputed.size - placesOfSent(facts, question);
  if (toCome <= 0) return new Set();
  const left: { home: number; need: number; id: string }[] = [];
  const waits = (home: number) => left.push({ home, need: homes.need[home]!, id: homes.ids.at(home) });
  question.homeOf.forEach((home, n) => {
    if (plan[n]! < 0) waits(home);
  });
  for (let home = 0; home < homes.count; home++)
    if (question.state[home] === HOME.CLAIMED && !disputed.has(homes.ids.at(home))) waits(home);
  left.sort((a, b) => b.need - a.need || (a.id < b.id ? -1 : 1));
  return new Set(left.slice(0, toCome).map(({ home }) => home));
}

/** What those whom the city has sent by name may take beside the households that they have. */
function placesOfSent({ cadres, units }: Facts, { problem }: Question): number {
  return cadres.load.reduce((sum, load, n) => {
    const sent = units[cadres.unit[n]!]!.sentTo !== null && cadres.open[n] === 1;
    return sent ? sum + Math.max(0, problem.cadres.quota[n]! - load) : sum;
  }, 0);
}

const idle = (owes: Uint8Array, load: Uint8Array) =>
  owes.reduce((sum, one, n) => sum + (one && load[n] === 0 ? 1 : 0), 0);

function loadsAfter({ problem, load }: Question, plan: Plan): Uint8Array {
  const after = load.slice();
  problem.households.friend.forEach((friend, n) => {
    if (friend === plan[n]) return;
    if (friend >= 0) after[friend]! -= 1;
    if (plan[n]! >= 0) after[plan[n]!]! += 1;
  });
  return after;
}

/** Whether a household’s county, or whoever may be sent anywhere, has places left. */
function roomLeft(
  { cadres, homes }: Facts,
  { problem }: Question,
  load: Uint8Array,
): (home: number) => boolean {
  const room = new Set<number>();
  for (let n = 0; n < cadres.count; n++)
    if (cadres.open[n] && load[n]! < problem.cadres.quota[n]!)
      room.add(problem.units[cadres.unit[n]!]!.county);
  return (home) => room.has(-1) || room.has(problem.villages[homes.village[home]!]!.county);
}

function explainer({ homes, cadres, units: people }: Facts, { problem, barred }: Question) {
  const { units, villages, settings } = problem;
  const lookedAfter = new Set(problem.lookedAfter.map(([unit, village]) => `${unit} ${village}`));
  const fits = new Set(settings.fits.map(([field, cause]) => `${field} ${cause}`));
  return {
    /** Why the friend of today goes; null where there is none. */
    leaves(home: number, state: number): PairFacts['leaves'] {
      if (state === HOME.HELD) return 'MAKES_ROOM';
      if (state !== HOME.BEREFT) return null;
      if (homes.friend[home]! < 0) return 'FRIEND_STOPPED';
      return barred.get(`${home} ${homes.friend[home]}`) === TIE.KIN ? 'KIN' : 'FORBIDDEN';
    },
    pair(home: number, cadre: number, leaves: PairFacts['leaves'], pinned: boolean): Why[] {
      const [village, unit] = [homes.village[home]!, cadres.unit[cadre]!];
      const [place, office] = [villages[village]!, units[unit]!];
      return whyPaired({
        pinned,
        leaves: pinned && leaves === 'MAKES_ROOM' ? null : leaves,
        firstVillage: place.first,
        lookedAfter: lookedAfter.has(`${unit} ${village}`),
        sameTown: office.town >= 0 && office.town === place.town,
        sameCounty: office.county === place.county,
        ofCity: people[unit]!.ofCity,
        fieldFits: fits.has(`${office.field} ${homes.cause[home]}`),
        firstFriend: cadres.owes[cadre] === 1 && cadres.load[cadre] === 0,
        hardest: homes.need[home]! >= settings.hardFrom,
      });
    },
  };
}
