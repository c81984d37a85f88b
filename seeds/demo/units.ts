import { unitPath } from '../../server/src/modules/people/index.ts';
import type { Dice } from './dice.ts';
import { PINGLI, type County, type Place } from './places.ts';
import type { Rows } from './rows.ts';

export interface DemoUnit {
  id: string;
  name: string;
  path: string;
  level: 'MUNICIPAL' | 'COUNTY' | 'TOWN' | 'VERTICAL';
  /** Null for what the city administers. */
  county: County | null;
  /** Its office: the city or the county. */
  officePath: string;
  cadres: number;
  villages: Place[];
}

export type Field =
  | 'HEALTH'
  | 'EDUCATION'
  | 'AGRICULTURE'
  | 'EMPLOYMENT'
  | 'HOUSING'
  | 'TRANSPORT'
  | 'WELFARE'
  | 'OTHER';

const MUNICIPAL: [name: string, field: Field][] = [
  ['安康市教育体育局', 'EDUCATION'], ['安康市卫生健康委员会', 'HEALTH'], ['安康市农业农村局', 'AGRICULTURE'],
  ['安康市人力资源和社会保障局', 'EMPLOYMENT'], ['安康市住房和城乡建设局', 'HOUSING'], ['安康市交通运输局', 'TRANSPORT'],
  ['安康市民政局', 'WELFARE'], ['安康市水利局', 'OTHER'],
]; // prettier-ignore
const VERTICAL: [name: string, field: Field][] = [
  ['国家税务总局安康市税务局', 'OTHER'], ['国家统计局安康调查队', 'OTHER'], ['安康市气象局', 'AGRICULTURE'], ['国网安康供电公司', 'OTHER'],
]; // prettier-ignore
/** What a county has of its own; 平利 has them all, the others two each. */
const COUNTY_OFFICES: [name: string, field: Field][] = [
  ['农业农村局', 'AGRICULTURE'], ['教育体育和科技局', 'EDUCATION'], ['卫生健康局', 'HEALTH'], ['人力资源和社会保障局', 'EMPLOYMENT'],
  ['住房和城乡建设局', 'HOUSING'], ['交通运输局', 'TRANSPORT'], ['民政局', 'WELFARE'], ['工商业联合会', 'OTHER'],
]; // prettier-ignore
const OFFICES_ELSEWHERE = 2;

export type UnitFacts = Omit<DemoUnit, 'id' | 'path' | 'officePath'>;

export interface UnitPost {
  code: string;
  seat: Place;
  field: Field;
  /** Since when it looks after its villages. */
  since: string;
}

/** One unit with the villages it looks after (包村); without a county the city administers it. */
export function oneUnit(
  dice: Dice,
  rows: Rows,
  unit: UnitFacts,
  { code, seat, field, since }: UnitPost,
  city: Place,
): DemoUnit {
  const office = unit.county?.place ?? city;
  const made = {
    ...unit,
    id: dice.id(),
    path: unitPath(seat, { ...office, level: unit.county ? 'COUNTY' : 'CITY' }, code),
    officePath: office.path,
  };
  rows.add('unit', {
    id: made.id,
    code,
    name: made.name,
    level: made.level,
    field,
    seat_id: seat.id,
    administered_by: office.id,
    path: made.path,
  });
  for (const village of made.villages) {
    rows.add('village_assignment', { unit_id: made.id, village_id: village.id, from_date: since });
  }
  return made;
}

/** The sixty units of the demo, each with the villages it looks after (包村). */
export function makeUnits(
  dice: Dice,
  rows: Rows,
  city: Place,
  counties: readonly County[],
  since: string,
): DemoUnit[] {
  const units: DemoUnit[] = [];
  const add = (...[unit, post]: [UnitFacts, Omit<UnitPost, 'since'>]) =>
    units.push(oneUnit(dice, rows, unit, { ...post, since }, city));
  const everywhere = counties.flatMap(({ subdistricts }) => subdistricts.flatMap(({ villages }) => villages));
  const some = <T>(from: readonly T[], count: number): T[] => dice.shuffled(from).slice(0, count);

  MUNICIPAL.forEach(([name, field], i) => {
    add(
      { name, level: 'MUNICIPAL', county: null, cadres: i === 0 ? 12 : 10, villages: some(everywhere, 2) },
      { code: `SZ${serial(i)}`, seat: city, field },
    );
  });
  VERTICAL.forEach(([name, field], i) => {
    add(
      { name, level: 'VERTICAL', county: null, cadres: 6, villages: some(everywhere, 1) },
      { code: `CZ${serial(i)}`, seat: city, field },
    );
  });
  for (const county of counties) {
    const { place, subdistricts } = county;
    const rich = place.code === PINGLI;
    const villages = subdistricts.flatMap((town) => town.villages);
    const offices = rich ? COUNTY_OFFICES : some(COUNTY_OFFICES.slice(0, -1), OFFICES_ELSEWHERE);
    offices.forEach(([name, field], i) => {
      const cadres = rich ? 16 : 9;
      const unit = {
        name: place.name + name,
        level: 'COUNTY',
        county,
        cadres,
        villages: some(villages, 2),
      } as const;
      add(unit, { code: `${place.code}X${serial(i)}`, seat: place, field });
    });
    for (const town of subdistricts.slice(0, rich ? 4 : 2)) {
      const unit = {
        name: `${place.name}${town.place.name}人民政府`,
        level: 'TOWN',
        county,
        cadres: rich ? 15 : 8,
      } as const;
      add(
        { ...unit, villages: town.villages },
        { code: `${town.place.code}Z`, seat: town.place, field: 'OTHER' },
      );
    }
  }
  return units;
}

const serial = (index: number) => String(index + 1).padStart(2, '0');
