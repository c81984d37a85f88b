import { sql } from 'kysely';
import type { UnitOfWork } from '../../../platform/db/database.ts';
import { audit, type AuditRecord } from '../../audit/index.ts';
import type { StoredUnit } from '../facts/cadre-facts.ts';
import { coreName, type RegionFact } from '../match/regions.ts';
import { unitPath } from '../../people/index.ts';
import { initialsOf } from './derive.ts';
import { newId } from './new-id.ts';

/** What a unit is, from its name and the office that brings it: where it sits and which office countersigns it (R5). */
export interface UnitPlace {
  level: 'MUNICIPAL' | 'COUNTY' | 'TOWN' | 'VERTICAL';
  seat: RegionFact;
  administeredBy: RegionFact;
}

/** Organisations led from above their county; the city office countersigns them. */
const VERTICAL = /税务局|气象局|烟草|邮政|供电|电力局|电信|移动公司|联通|银行|海关|消防救援/;

/** @param area the importer's own region @param regions the whole territory */
export function placeUnit(name: string, area: RegionFact, regions: readonly RegionFact[]): UnitPlace {
  const city = regions.find((region) => region.level === 'CITY') ?? area;
  const inArea = regions.filter((region) => region.path.startsWith(area.path) && region.id !== area.id);
  const named = (level: RegionFact['level']) =>
    inArea.find((region) => region.level === level && name.startsWith(coreName(region.name, level)));
  const seat = area.level === 'CITY' ? (named('COUNTY') ?? area) : area;
  if (seat.level === 'CITY') return { level: 'MUNICIPAL', seat, administeredBy: city };
  const county =
    regions.find((region) => region.level === 'COUNTY' && seat.path.startsWith(region.path)) ?? city;
  if (VERTICAL.test(name)) return { level: 'VERTICAL', seat, administeredBy: city };
  return { level: seat.level === 'TOWN' ? 'TOWN' : 'COUNTY', seat, administeredBy: county };
}

/** Creates the units that a roster names and nobody knows yet; the preview has said so. */
export async function createUnits(
  unit: UnitOfWork,
  names: readonly string[],
  area: RegionFact,
  regions: readonly RegionFact[],
  importId: string,
): Promise<StoredUnit[]> {
  if (names.length === 0) return [];
  const { rows: taken } = await sql<{ code: string }>`select code from unit`.execute(unit.sql);
  const codes = new Set(taken.map(({ code }) => code));
  const made = names.map((name) => {
    const place = placeUnit(name, area, regions);
    const code = freeCode(name, place.seat, codes);
    return {
      id: newId(),
      name,
      code,
      path: unitPath(place.seat, place.administeredBy, code),
      formerNames: [],
      ...place,
    };
  });
  const column = <T>(pick: (one: (typeof made)[number]) => T): T[] => made.map(pick);
  await sql`
    insert into unit (id, code, name, level, seat_id, administered_by, path)
    select * from unnest(${column((u) => u.id)}::uuid[], ${column((u) => u.code)}::text[], ${column((u) => u.name)}::text[],
      ${column((u) => u.level)}::text[], ${column((u) => u.seat.id)}::uuid[], ${column((u) => u.administeredBy.id)}::uuid[],
      ${column((u) => u.path)}::text[])`.execute(unit.sql);
  audit(
    unit,
    ...made.map(({ id, name, path, level }): AuditRecord => ({
      action: 'unit.import',
      subjectType: 'unit',
      subjectId: id,
      path,
      after: { importId, name, level },
    })),
  );
  return made;
}

function freeCode(name: string, seat: RegionFact, codes: Set<string>): string {
  const short = initialsOf(name.replace(/[^\p{Script=Han}]/gu, ''))
    .toUpperCase()
    .slice(-8);
  const stem = `${seat.code}-${short || 'DW'}`;
  let code = stem;
  for (let serial = 2; codes.has(code); serial++) code = `${stem}${serial}`;
  codes.add(code);
  return code;
}
