import type { Dice } from '../demo/dice.ts';
import type { County, Place } from '../demo/places.ts';
import type { Rows } from '../demo/rows.ts';
import { oneUnit, type DemoUnit, type Field, type UnitFacts, type UnitPost } from '../demo/units.ts';

/** What the city and every county have; 平利's first two are the ones that the demo's accounts sign in for. */
const OFFICES: [name: string, field: Field][] = [
  ['农业农村局', 'AGRICULTURE'], ['教育体育和科技局', 'EDUCATION'], ['卫生健康局', 'HEALTH'], ['人力资源和社会保障局', 'EMPLOYMENT'],
  ['住房和城乡建设局', 'HOUSING'], ['交通运输局', 'TRANSPORT'], ['民政局', 'WELFARE'], ['工商业联合会', 'OTHER'],
  ['发展和改革局', 'OTHER'], ['财政局', 'OTHER'], ['公安局', 'OTHER'], ['司法局', 'OTHER'], ['自然资源局', 'OTHER'], ['水利局', 'OTHER'],
  ['林业局', 'AGRICULTURE'], ['文化和旅游广电局', 'OTHER'], ['应急管理局', 'OTHER'], ['审计局', 'OTHER'], ['统计局', 'OTHER'],
  ['市场监督管理局', 'OTHER'], ['医疗保障局', 'HEALTH'], ['信访局', 'OTHER'], ['残疾人联合会', 'WELFARE'], ['妇女联合会', 'WELFARE'],
]; // prettier-ignore
const TOWN_INSTITUTIONS: [name: string, field: Field][] = [
  ['中心学校', 'EDUCATION'], ['中心卫生院', 'HEALTH'], ['农业综合服务站', 'AGRICULTURE'],
]; // prettier-ignore
/** How many work in one, where the city has {@link FULL} cadres. */
const SIZE = { MUNICIPAL: 200, COUNTY: 60, TOWN: 60, INSTITUTION: 50 } as const;
const FULL = 50_000;
const VERTICAL_UNITS = 60;

export interface CityUnits {
  city: Place;
  counties: readonly County[];
  /** Of all units together. */
  cadres: number;
  since: string;
}

/** About 900 units; the last, vertical ones take the cadres that are left. */
export function cityUnits(
  dice: Dice,
  rows: Rows,
  { city, counties, cadres: all, since }: CityUnits,
): DemoUnit[] {
  const units: DemoUnit[] = [];
  const add = (unit: UnitFacts, post: Omit<UnitPost, 'since'>) =>
    units.push(oneUnit(dice, rows, unit, { ...post, since }, city));
  const sized = (kind: keyof typeof SIZE) => Math.ceil((SIZE[kind] * all) / FULL);
  const everywhere = counties.flatMap(villagesOf);

  OFFICES.forEach(([name, field], i) => {
    const villages = Array.from({ length: 4 }, () => dice.pick(everywhere));
    add(
      { name: `${city.name}${name}`, level: 'MUNICIPAL', county: null, cadres: sized('MUNICIPAL'), villages: [...new Set(villages)] },
      { code: `SZ${i + 1}`, seat: city, field },
    ); // prettier-ignore
  });
  for (const county of counties) {
    const { place, subdistricts } = county;
    const villages = dice.shuffled(villagesOf(county));
    OFFICES.forEach(([name, field], i) => {
      const own = villages.filter((_, at) => at % OFFICES.length === i).slice(0, 3);
      add(
        { name: place.name + name, level: 'COUNTY', county, cadres: sized('COUNTY'), villages: own },
        { code: `${place.code}X${i + 1}`, seat: place, field },
      );
    });
    for (const town of subdistricts) {
      const name = place.name + town.place.name;
      add(
        { name: `${name}人民政府`, level: 'TOWN', county, cadres: sized('TOWN'), villages: town.villages },
        { code: `${town.place.code}Z`, seat: town.place, field: 'OTHER' },
      );
      TOWN_INSTITUTIONS.forEach(([institution, field], i) => {
        add(
          { name: name + institution, level: 'COUNTY', county, cadres: sized('INSTITUTION'), villages: [town.villages[i]!] },
          { code: `${town.place.code}Y${i + 1}`, seat: town.place, field },
        ); // prettier-ignore
      });
    }
  }
  let left = all - units.reduce((sum, { cadres }) => sum + cadres, 0);
  for (let i = VERTICAL_UNITS; i > 0; i--) {
    const county = counties[i % counties.length]!;
    const cadres = Math.max(1, Math.ceil(left / i));
    left -= cadres;
    add(
      { name: `国家税务总局${county.place.name}税务局第${i}分局`, level: 'VERTICAL', county: null, cadres, villages: [dice.pick(everywhere)] },
      { code: `CZ${i}`, seat: county.place, field: 'OTHER' },
    ); // prettier-ignore
  }
  return units;
}

const villagesOf = ({ subdistricts }: County): Place[] => subdistricts.flatMap(({ villages }) => villages);
