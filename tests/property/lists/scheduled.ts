import { responsible, type CadreFact, type ScheduledFact } from '../facts.ts';
import type { Sight } from '../sight.ts';
import { inOrder, page, perhaps, type PlainList } from './list.ts';

const isOpen = ({ state }: ScheduledFact): boolean => state === 'SCHEDULED' || state === 'ATTENTION';

/** R6: an office knows its own people, whoever is or was paired or claimed in its territory, and whom the city has sent there. */
const knows = (sight: Sight, cadre: CadreFact): boolean => {
  const { pairings, claims, sentCadres } = sight.facts;
  return (
    sight.cadre(cadre) ||
    [...pairings, ...claims].some((one) => one.cadre === cadre && sight.region(one.household.village)) ||
    sentCadres.some((one) => one.cadre === cadre && !one.takenBack && sight.region(one.county))
  );
};

/** Of a handover one sees the households of one's own territory. */
const linesOf = (sight: Sight, { lines }: ScheduledFact) =>
  lines.filter(({ pairing }) => sight.region(pairing.household.village));

const problemOf = (
  sight: Sight,
  { day }: ScheduledFact,
  { pairing, successor }: ScheduledFact['lines'][number],
): string | null => {
  if (pairing.withdrawn || pairing.to !== null) return '结对已经结束';
  if (!knows(sight, successor)) return null;
  if (!['ACTIVE', 'SECONDED'].includes(successor.status)) return '接手人已经不在岗，换一名接手';
  const leaves = sight.facts.scheduled.some(
    (own) =>
      own.cadre === successor && own.state === 'SCHEDULED' && own.day > day && linesOf(sight, own).length > 0,
  );
  return leaves ? '接手人自己预定了以后把户交出去，换一名接手' : null;
};

function show(sight: Sight, one: ScheduledFact) {
  const { facts } = sight;
  const open = isOpen(one);
  const { office } = one.cadre.unit;
  const ordered = facts.scheduled
    .filter(({ state }) => state === 'SCHEDULED')
    .flatMap(({ lines }) => lines.map(({ pairing }) => pairing));
  return {
    id: one.id,
    cadre: one.cadre.name,
    on: one.day,
    state: one.state,
    mine:
      open &&
      linesOf(sight, one).length === one.lines.length &&
      (office.level !== 'CITY' || sight.region(office)),
    gained: open
      ? sight.householdsOf(one.cadre).filter((p) => responsible(p) && !ordered.includes(p)).length
      : 0,
    lines: linesOf(sight, one).map((line) => ({
      id: line.pairing.id,
      head: line.pairing.household.headName,
      successor: knows(sight, line.successor) ? line.successor.name : null,
      problem: open ? problemOf(sight, one, line) : null,
    })),
  };
}

/** R7: handovers that are ordered for a day to come, for whoever may hand over. */
export const scheduled: Record<string, PlainList> = {
  scheduledHandovers: {
    who: ['CITY_OPERATOR', 'COUNTY_OPERATOR', 'TOWN_OPERATOR'],
    ask({ sight, facts, dice }) {
      const some = facts.scheduled.length > 0 ? dice.pick(facts.scheduled) : undefined;
      const cadre = perhaps(dice, () => some?.cadre);
      const household = perhaps(dice, () => some?.lines[0]?.pairing.household);
      const state = perhaps(dice, () => dice.pick(['SCHEDULED', 'ATTENTION', 'DONE', 'WITHDRAWN'] as const));
      const matching = facts.scheduled.filter(
        (one) =>
          (state ? one.state === state : isOpen(one)) &&
          (!cadre || one.cadre === cadre) &&
          linesOf(sight, one).some(({ pairing }) => !household || pairing.household === household),
      );
      const rows = inOrder(matching, 'ASC', ({ day }) => day);
      const { page: which, shown } = page(dice, rows, false);
      return {
        document: `query($filter: ScheduledHandoverFilter, $page: PageInput) { scheduledHandovers(filter: $filter, page: $page) {
          total items { id cadre on state mine gained lines { id head successor problem } } } }`,
        variables: { filter: { cadreId: cadre?.id, householdId: household?.id, state }, page: which },
        expected: { scheduledHandovers: { total: rows.length, items: shown.map((one) => show(sight, one)) } },
      };
    },
  },
};
