import { randomUUID } from 'node:crypto';
import * as as from '../case.ts';
import type { Gate } from '../case.ts';
import type { Scene } from '../scenery.ts';

const { act, county, input, itself, list, nothing, one, person, shows } = as;

const STALE = 999;
const REASON = '试一试';
const ABOVE = as.CITY_AND_COUNTY;
/** Units are confirmed on the unit axis: an office's path is a range of units as well. */
const readers = { unit: [...as.READERS, ...as.LIAISON] };
const countersigners = { unit: ABOVE };
const watchers = { territory: [...ABOVE, 'LEADER', 'SUPERVISOR'] as const };

const ofUnit = ({ unit, year }: Scene) => ({
  unitId: unit.id,
  year,
  version: STALE,
  requestId: randomUUID(),
});
const DIGEST = { digest: '0.0.0' };
const ofCounty = ({ county: { id }, year }: Scene) => ({
  countyId: id,
  year,
  version: STALE,
  requestId: randomUUID(),
});
/** R5: the county acts for itself; those above see it and are told whose it is. */
const bySelf: as.Case['reply'] = (asker) =>
  itself(asker) ? as.refused('CONFLICT') : act(county, 'RULE_VIOLATED')(asker);
/** The list of an office holds the units it countersigns, not all that sit in its area. */
const countersigned: Gate = (asker) => itself(asker) || asker.stance.path === asker.subject.unit.path;

export const confirmationCases: Record<string, as.Case> = {
  home: {
    who: { territory: as.READERS, unit: as.LIAISON },
    variables: nothing,
    reply: (asker) => {
      const units = { city: 2, county: 3, unit: 1 };
      const level = itself(asker) ? 'county' : asker.stance.path === '6109/' ? 'city' : null;
      const unitsTotal = asker.axis === 'unit' ? units.unit : level ? units[level] : 0;
      return shows([], { home: { confirmation: { unitsTotal } } });
    },
  },

  // units
  unitConfirmations: {
    who: readers,
    variables: nothing,
    reply: list(['holder', 'unit'], { gate: countersigned }),
  },
  confirmationOfUnit: {
    who: readers,
    variables: ({ unit, year }) => ({ unitId: unit.id, year }),
    reply: one(person, ['idle', 'holder', 'unit']),
  },
  confirmationRows: {
    who: readers,
    variables: ({ unit, year }) => ({ filter: { unitId: unit.id, year } }),
    reply: one(person, ['head', 'official', 'unit']),
  },
  confirmationHistory: {
    who: readers,
    variables: ({ unit, year }) => ({ subjectId: unit.id, year }),
    reply: (asker) =>
      shows([], { confirmationHistory: person(asker) ? [{ step: 'CONFIRM', lines: 1 }] : [] }),
  },
  confirmationLines: {
    who: readers,
    variables: ({ signatureId }) => ({ signatureId }),
    reply: one(person, ['head', 'official', 'unit']),
  },
  openConfirmation: {
    who: { unit: as.LIAISON },
    variables: input(({ unit, year }) => ({ unitId: unit.id, year })),
    reply: act(person, as.done(), as.unmoved),
  },
  reportOfficials: {
    who: { unit: as.LIAISON },
    variables: input(({ unit, year, cadreId }) => ({
      unitId: unit.id,
      year,
      cadreIds: [cadreId],
      reason: 'ON_LEAVE',
    })),
    reply: act(person, 'RULE_VIOLATED'), // the cadre has a friend
  },
  confirmUnit: {
    who: { unit: as.LIAISON },
    variables: input((scene) => ({ ...ofUnit(scene), ...DIGEST })),
    reply: act(person, 'CONFLICT'),
  },
  countersignUnit: {
    who: countersigners,
    variables: input((scene) => ({ ...ofUnit(scene), ...DIGEST })),
    // Whoever was overtaken is told of which unit.
    reply: (asker) =>
      itself(asker) ? { code: 'CONFLICT', marks: 'KNOWN' } : act(county, 'RULE_VIOLATED')(asker),
  },
  reopenUnit: {
    who: countersigners,
    variables: input((scene) => ({ ...ofUnit(scene), reason: REASON })),
    reply: act(person, 'CONFLICT'),
  },

  // counties
  countyConfirmations: {
    who: watchers,
    variables: ({ year }) => ({ year }),
    reply: (asker) => shows([], { countyConfirmations: as.countiesOf(asker) }),
  },
  countyConfirmation: {
    who: watchers,
    variables: ({ county: { id }, year }) => ({ countyId: id, year }),
    reply: act(county, shows([], { countyConfirmation: { pairs: 1 } })),
  },
  countyConfirmationRows: {
    who: watchers,
    variables: ({ county: { id }, year }) => ({ filter: { countyId: id, year } }),
    reply: one(county, ['head', 'official', 'unit']),
  },
  acknowledgeWaiting: {
    who: { territory: as.COUNTY },
    variables: input(({ county: { id }, year }) => ({ countyId: id, year, version: STALE, reason: REASON })),
    reply: bySelf,
  },
  confirmCounty: {
    who: { territory: as.COUNTY },
    variables: input((scene) => ({ ...ofCounty(scene), ...DIGEST })),
    reply: bySelf,
  },
  closeCounty: {
    who: { territory: as.CITY },
    variables: input((scene) => ({ ...ofCounty(scene), ...DIGEST })),
    reply: act(county, 'CONFLICT'),
  },
  reopenCounty: {
    who: { territory: as.CITY },
    variables: input((scene) => ({ ...ofCounty(scene), reason: REASON })),
    reply: act(county, 'CONFLICT'),
  },
};
