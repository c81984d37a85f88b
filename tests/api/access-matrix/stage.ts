import { ROLES, type Role } from '../../../server/src/platform/auth/role.ts';
import type { TestApp } from '../../support/app.ts';
import type { Client } from '../../support/client.ts';
import type { Place } from '../../support/world.ts';
import { WORDS } from './known.ts';

/** One town, one unit, one cadre who is the responsible friend of one household, and others around them. */
export interface Subject {
  village: Place;
  unit: Place;
  cadreId: string;
  householdId: string;
  memberId: string;
  postingId: string;
  pairingId: string;
  retainedUnit: Place;
  retainedCadreId: string;
  otherCadreId: string;
  otherUnit: Place;
  county: Place;
  year: number;
}

export interface Stance {
  role: Role | null;
  /** Where the grant lies, seen from the subject. */
  relation: string;
  path: string;
  cadreId: string | null;
  client: Client;
}

const TOWN = '610926107'; // 八仙镇 of 平利县
const NODES: [relation: string, code: string][] = [
  ['own town', TOWN],
  ['above, county', '610926'],
  ['above, city', '6109'],
  ['sibling town', '610926108'],
  ['other county', '610902'],
];
const TERRITORY_ROLES: Role[] = ['CITY_OPERATOR', 'COUNTY_OPERATOR', 'TOWN_OPERATOR', 'LEADER', 'SUPERVISOR'];
/** Roles whose work comes with later issues: no operation names them yet, wherever they are. */
const LATER_ROLES: Role[] = ['VILLAGE_RECORDER', 'CALLBACK_AGENT', 'PANEL_MEMBER', 'ASSESSOR'];

export async function makeSubject({ world, app }: TestApp): Promise<Subject> {
  const year = Number(app.clock.today().slice(0, 4));
  await world.insert('programme_year', { year, confirm_by: `${year}-03-31` });
  const [village] = await world.villages(TOWN, 1);
  const unit = await world.unit('610926', { name: WORDS.unit });
  const otherUnit = await world.unit('610926', { name: '平利县交通运输局' });
  const cadreId = await world.cadre(unit, { name: WORDS.official });
  const retainedUnit = await world.unit('610926', { name: '平利县民政局' });
  const retainedCadreId = await world.cadre(retainedUnit, { name: WORDS.retained });
  const otherCadreId = await world.cadre(otherUnit, { name: WORDS.bystander });
  const householdId = await world.household(village!, { head_name: WORDS.head, need: 40 });
  const path = village!.path;
  const personKey = app.vault.newPersonKey();
  const memberId = await world.insert('household_member', {
    household_id: householdId,
    path,
    name: WORDS.member,
    phone_mask: WORDS.phone,
    person_key: personKey,
    phone_cipher: app.vault.seal(personKey, '14000007788'),
  });
  const postingId = await world.insert('posting', {
    cadre_id: cadreId,
    unit_id: unit.id,
    from_date: `${year - 1}-01-01`,
  });
  const pair = (cadre: string, cadrePath: string, kind: string, slot: number | null) =>
    world.pairing(
      householdId,
      { path },
      cadre,
      { path: cadrePath },
      { kind, slot, from_date: `${year}-01-05` },
    );
  const pairingId = await pair(cadreId, unit.path, 'RESPONSIBLE', 1);
  await pair(retainedCadreId, retainedUnit.path, 'RETAINED', null);
  const county = await world.region('610926');
  return {
    village: village!,
    unit,
    cadreId,
    householdId,
    memberId,
    postingId,
    pairingId,
    retainedUnit,
    retainedCadreId,
    otherCadreId,
    otherUnit,
    county,
    year,
  };
}

/** Every role, at every node that differs seen from the subject; nobody at last. */
export async function makeStances({ world }: TestApp, subject: Subject): Promise<Stance[]> {
  const stances: Stance[] = [];
  const add = async (role: Role, relation: string, path: string, cadreId: string | null = null) =>
    stances.push({ role, relation, path, cadreId, client: await world.signedIn(role, path, cadreId) });
  const [, elsewhere] = await world.villages(TOWN, 2);
  for (const role of TERRITORY_ROLES) {
    for (const [relation, code] of NODES) await add(role, relation, (await world.region(code)).path);
    await add(role, 'below, own village', subject.village.path);
    await add(role, 'below, another village', elsewhere!.path);
  }
  for (const role of LATER_ROLES) await add(role, 'above, city', '6109/');
  await add('UNIT_LIAISON', 'own unit', subject.unit.path);
  await add('UNIT_LIAISON', 'retained friend’s unit', subject.retainedUnit.path);
  await add('UNIT_LIAISON', 'other unit', subject.otherUnit.path);
  const municipal = await world.unit('6109');
  await add('UNIT_LIAISON', 'municipal unit', municipal.path);
  await add('CADRE', 'own friend', subject.unit.path, subject.cadreId);
  await add('CADRE', 'retained friend', subject.retainedUnit.path, subject.retainedCadreId);
  await add('CADRE', 'no friend', subject.otherUnit.path, subject.otherCadreId);
  for (const role of ['SYSTEM_ADMIN', 'SECURITY_ADMIN', 'AUDIT_ADMIN'] as const)
    await add(role, 'administrator', '');
  stances.push({ role: null, relation: 'anonymous', path: '', cadreId: null, client: world.anonymous() });
  const missing = ROLES.filter((role) => !stances.some((stance) => stance.role === role));
  if (missing.length > 0) throw new Error(`no stance for ${missing.join()}`);
  return stances;
}
