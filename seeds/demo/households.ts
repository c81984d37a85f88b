import { standing, weightsIn } from '../../server/src/modules/people/index.ts';
import { dictionaries } from '../reference/dictionaries.ts';
import { day, month } from './cadres.ts';
import type { Dice } from './dice.ts';
import { initialsOf, personName, surnameOf } from './names.ts';
import { phoneNumber, type PersonalValues } from './personal.ts';
import type { County, Place } from './places.ts';
import type { Rows } from './rows.ts';

export interface DemoHousehold {
  id: string;
  head: string;
  village: Place;
  county: County;
  eligible: boolean;
  need: number;
}

const STATUSES: [string, number][] = [
  ['LIFTED', 60], ['MONITORED_UNSTABLE', 7], ['MONITORED_EDGE', 7], ['MONITORED_HARDSHIP', 4], ['NOT_REGISTERED', 22],
]; // prettier-ignore
const CAUSES: [string, number][] = [
  ['ILLNESS', 30], ['DISABILITY', 14], ['LABOUR', 16], ['SKILL', 14], ['SCHOOLING', 10], ['FUNDS', 8], ['DISASTER', 4], ['MOTIVATION', 4],
]; // prettier-ignore
const SIZES: [number, number][] = [[1, 12], [2, 24], [3, 24], [4, 22], [5, 12], [6, 6]]; // prettier-ignore
const WEIGHTS = weightsIn(dictionaries);
const GROUPS = [...'一二三四五六'];

/** Households over the real villages, each with its members; the head carries the phone. */
export function makeHouseholds(
  dice: Dice,
  rows: Rows,
  personal: PersonalValues,
  counties: readonly County[],
  year: number,
  poor: ReadonlySet<string>,
): DemoHousehold[] {
  return counties.flatMap((county) => {
    const villages = county.subdistricts.flatMap((town) => town.villages);
    return Array.from({ length: county.households }, (_, i) => {
      const village = villages[i % villages.length]!;
      const number = `${village.code}${String(Math.floor(i / villages.length) + 1).padStart(4, '0')}`;
      return oneHousehold(dice, rows, personal, {
        county,
        village,
        number,
        year,
        poor: poor.has(village.id),
      });
    });
  });
}

interface Where {
  county: County;
  village: Place;
  number: string;
  year: number;
  poor: boolean;
}

export function oneHousehold(dice: Dice, rows: Rows, personal: PersonalValues, where: Where): DemoHousehold {
  const { village, year } = where;
  const id = dice.id();
  const headId = dice.id();
  const size = dice.weighted(SIZES);
  const age = dice.number(34, 78);
  const sex = dice.chance(82) ? 'M' : 'F';
  const head = personName(dice, sex, age);
  const status = dice.weighted(STATUSES);
  const cause = status === 'NOT_REGISTERED' ? null : dice.weighted(CAUSES);
  const { eligible, need } = standing(WEIGHTS, {
    status,
    cause,
    livingMembers: size,
    endedOn: null,
    poorVillage: where.poor,
  });
  rows.add('household', {
    id,
    number: where.number,
    region_id: village.id,
    path: village.path,
    village_group: `${dice.pick(GROUPS)}组`,
    poverty_status: status,
    cause,
    eligible,
    need,
    head_id: headId,
    head_name: head,
    head_initials: initialsOf(head),
    size,
  });
  const phone = dice.chance(88)
    ? { number: phoneNumber(dice), worksOn: dice.chance(85) ? `${year - 1}-${month(dice)}-15` : null }
    : null;
  const member = (
    who: { id: string; name: string; relation: string; sex: 'M' | 'F'; age: number },
    withPhone: typeof phone,
  ) =>
    rows.add('household_member', {
      id: who.id,
      household_id: id,
      path: village.path,
      name: who.name,
      relation: who.relation,
      ...personal.columns(`${year - who.age}-${month(dice)}-${day(dice)}`, who.sex, withPhone, {
        withIdentity: who.relation === 'HEAD' || who.relation === 'SPOUSE', // offices rarely have the others'
      }),
    });
  member({ id: headId, name: head, relation: 'HEAD', sex, age }, phone);
  for (const relative of relatives(dice, head, sex, age, size)) member({ id: dice.id(), ...relative }, null);
  return { id, head, village, county: where.county, eligible, need };
}

/** Who lives with the head: spouse, children, at last a parent or a grandchild. */
function* relatives(dice: Dice, head: string, sex: 'M' | 'F', age: number, size: number) {
  const family = head.startsWith('欧阳') ? '欧阳' : head.slice(0, 1);
  for (let place = 1; place < size; place++) {
    if (place === 1) {
      const other = sex === 'M' ? 'F' : 'M';
      yield {
        name: personName(dice, other, age, surnameOf(dice)),
        relation: 'SPOUSE',
        sex: other,
        age: age - 2,
      } as const;
    } else if (place <= 3) {
      const child = dice.chance(55) ? 'M' : 'F';
      const years = Math.max(3, age - dice.number(22, 32));
      yield {
        name: personName(dice, child, years, family),
        relation: child === 'M' ? 'SON' : 'DAUGHTER',
        sex: child,
        age: years,
      } as const;
    } else if (place === 4) {
      yield {
        name: personName(dice, 'F', 80, surnameOf(dice)),
        relation: 'MOTHER',
        sex: 'F',
        age: Math.min(age + 24, 96),
      } as const;
    } else {
      const years = dice.number(2, 14);
      yield {
        name: personName(dice, 'F', years, family),
        relation: 'GRANDCHILD',
        sex: 'F',
        age: years,
      } as const;
    }
  }
}
