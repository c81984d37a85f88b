import type { RegionFact } from './regions.ts';

/** A little of the real territory, for the tests beside. */
const rows: [code: string, name: string, level: RegionFact['level'], parent: string, former?: string][] = [
  ['6109', '安康市', 'CITY', ''],
  ['610926', '平利县', 'COUNTY', '6109'],
  ['610981', '旬阳市', 'COUNTY', '6109', '旬阳县'],
  ['610926105', '洛河镇', 'TOWN', '610926'],
  ['610926109', '正阳镇', 'TOWN', '610926'],
  ['610981100', '城关镇', 'TOWN', '610981'],
  ['610981101', '洛河镇', 'TOWN', '610981'],
  ['610926105201', '丰坝村委会', 'VILLAGE', '610926105'],
  ['610926105202', '双垭村委会', 'VILLAGE', '610926105'],
  ['610926105203', '洛河街村委会', 'VILLAGE', '610926105'],
  ['610926105001', '洛河街社区居委会', 'VILLAGE', '610926105'],
  ['610926109201', '让河村委会', 'VILLAGE', '610926109'],
  ['610926109202', '丰坝村委会', 'VILLAGE', '610926109'],
  ['610981100201', '龙头村委会', 'VILLAGE', '610981100'],
];

const paths = new Map<string, string>([['', '']]);

export const TOWNS: RegionFact[] = rows.map(([code, name, level, parent, former]) => {
  const path = `${paths.get(parent) ?? ''}${code}/`;
  paths.set(code, path);
  return {
    id: code,
    code,
    name,
    level,
    parentId: parent || null,
    path,
    formerNames: former ? [former] : [],
    formerCodes: [],
  };
});
