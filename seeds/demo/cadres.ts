import type { Dice } from './dice.ts';
import { initialsOf, personName } from './names.ts';
import { phoneNumber, type PersonalValues } from './personal.ts';
import type { Rows } from './rows.ts';
import type { DemoUnit } from './units.ts';

export interface DemoCadre {
  id: string;
  name: string;
  unit: DemoUnit;
  quota: number;
  /** Owes a friendship (R1): an official at work. */
  owes: boolean;
  status: string;
  /** Households the cadre is responsible for, by the end of the seeding. */
  load: number;
}

const QUOTA = { COUNTY_LEADER: 5, SECTION_HEAD: 4, SECTION_DEPUTY: 3, STAFF: 2, TECHNICAL: 1 } as const;
type Rank = keyof typeof QUOTA;

const TITLES: Record<Rank, string[]> = {
  COUNTY_LEADER: ['县处级副职', '县处级正职'],
  SECTION_HEAD: ['乡科级正职'],
  SECTION_DEPUTY: ['乡科级副职'],
  STAFF: ['一级主任科员', '三级主任科员', '四级主任科员', '一级科员', '二级科员'],
  TECHNICAL: ['专业技术人员', '工勤人员'],
};
const RANKS: [Rank, number][] = [['COUNTY_LEADER', 2], ['SECTION_HEAD', 14], ['SECTION_DEPUTY', 30], ['STAFF', 42], ['TECHNICAL', 12]]; // prettier-ignore
const STATUSES: [string, number][] = [['ACTIVE', 93], ['SECONDED', 3], ['ILL', 1], ['ON_LEAVE', 1], ['RETIRED', 2]]; // prettier-ignore
/** Whoever joins in without owing it (R8) works for the federation of industry and commerce. */
const GUESTS: [string, number][] = [['ENTERPRISE', 5], ['MIGRANT_ENTREPRENEUR', 3], ['PHILANTHROPIST', 2], ['MASS_ORGANISATION', 2]]; // prettier-ignore

/** The cadres of the units with their postings; each personal value sealed like a real one. */
export function makeCadres(
  dice: Dice,
  rows: Rows,
  personal: PersonalValues,
  units: readonly DemoUnit[],
  year: number,
): DemoCadre[] {
  return units.flatMap((unit) => {
    const guests = unit.name.endsWith('工商业联合会');
    return Array.from({ length: unit.cadres }, (_, place) => {
      const kind = guests && place > 2 ? dice.weighted(GUESTS) : 'OFFICIAL';
      const rank = place === 0 ? 'SECTION_HEAD' : kind === 'OFFICIAL' ? dice.weighted(RANKS) : 'STAFF';
      const status = place === 0 || kind !== 'OFFICIAL' ? 'ACTIVE' : dice.weighted(STATUSES);
      return oneCadre(dice, rows, personal, unit, { kind, rank, status, year });
    });
  });
}

export function oneCadre(
  dice: Dice,
  rows: Rows,
  personal: PersonalValues,
  unit: DemoUnit,
  { kind, rank, status, year }: { kind: string; rank: Rank; status: string; year: number },
): DemoCadre {
  const sex = dice.chance(62) ? 'M' : 'F';
  const age = status === 'RETIRED' ? 60 : dice.number(26, 58);
  const name = personName(dice, sex, age);
  const title = kind === 'OFFICIAL' ? dice.pick(TITLES[rank]) : '';
  const id = dice.id();
  const since = `${year - dice.number(3, 9)}-${month(dice)}-01`;
  rows.add('cadre', {
    id,
    name,
    initials: initialsOf(name),
    kind,
    unit_id: unit.id,
    path: unit.path,
    rank,
    rank_title: title,
    status,
    account_id: null,
    ...personal.columns(`${year - age}-${month(dice)}-${day(dice)}`, sex, {
      number: phoneNumber(dice),
      worksOn: `${year - 1}-03-01`,
    }),
  });
  rows.add('posting', { cadre_id: id, unit_id: unit.id, kind: 'POST', rank_title: title, from_date: since });
  const owes = kind === 'OFFICIAL' && (status === 'ACTIVE' || status === 'SECONDED');
  return { id, name, unit, quota: QUOTA[rank], owes, status, load: 0 };
}

const two = (n: number) => String(n).padStart(2, '0');
export const month = (dice: Dice): string => two(dice.number(1, 12));
export const day = (dice: Dice): string => two(dice.number(1, 28));
