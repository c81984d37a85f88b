import { randomUUID } from 'node:crypto';
import type { Location, Subject } from './stage.ts';

/**
 * How an operation answers to those whose scope covers its subject, and to those whose scope doesn't:
 * - `list` names it / does not;
 * - `one` gives it / NOT_FOUND;
 * - `change` gets past access (a rule or a stale version then says no, so that nothing changes) / NOT_FOUND or FORBIDDEN;
 * - `place` likewise, but a rule may say whose it is: units are public;
 * - `quiet` answers both without a word of the subject, for what concerns only oneself or a place as a whole;
 * - `own` NOT_FOUND for all of them: the record is its maker's alone;
 * - `open` needs no grant.
 */
export type Manner = 'list' | 'one' | 'change' | 'place' | 'quiet' | 'own' | 'open';

export interface Case {
  manner: Manner;
  /** Where its subject lies; several places must all be covered. */
  at: (subject: Subject) => Location | Location[];
  variables: (subject: Subject) => Record<string, unknown>;
}

const STALE = 999;
const REASON = '试一试';

/** The household and its pairing: the village on the territory axis, the responsible cadre's unit on the other. */
const household = ({ village, unit, cadreId }: Subject): Location => ({
  territory: village.path,
  unit: unit.path,
  cadreId,
});
const cadre = ({ unit, cadreId }: Subject): Location => ({ territory: unit.path, unit: unit.path, cadreId });
const both = (subject: Subject): Location[] => [household(subject), cadre(subject)];
const county = ({ county: { path } }: Subject): Location => ({ territory: path, unit: path, cadreId: null });
const nowhere = (): Location => ({ territory: '', unit: '', cadreId: null });

type Variables = Case['variables'];
const made = (manner: Manner, at: Case['at'], variables: Variables = () => ({})): Case => ({
  manner,
  at,
  variables,
});
const input =
  (values: (subject: Subject) => object): Variables =>
  (subject) => ({ input: values(subject) });

const signingUnit = ({ unit, year }: Subject) => ({
  unitId: unit.id,
  year,
  version: STALE,
  requestId: randomUUID(),
});
const signingCounty = ({ county: { id }, year }: Subject) => ({
  countyId: id,
  year,
  version: STALE,
  requestId: randomUUID(),
});

/** Every operation there is; one that is missing here fails the matrix. */
export const cases: Record<string, Case> = {
  // identity and access: what concerns oneself
  me: made('quiet', nowhere),
  signIn: made(
    'open',
    nowhere,
    input(() => ({ login: 'nobody', password: 'nothing at all' })),
  ),
  signOut: made('open', nowhere),
  signOutEverywhere: made('open', nowhere),
  switchGrant: made('own', nowhere, () => ({ id: randomUUID() })),
  ownSessions: made('quiet', nowhere),
  endOwnSession: made('own', nowhere, () => ({ id: randomUUID() })),
  changePassword: made(
    'quiet',
    nowhere,
    input(() => ({ oldPassword: 'nothing at all', newPassword: 'short' })),
  ),

  redeemOneTimeCode: made(
    'open',
    nowhere,
    input(() => ({ login: 'nobody', code: 'nothing', newPassword: 'nothing at all' })),
  ),
  cadreAccounts: made('quiet', cadre),
  issueOneTimeCode: made('change', cadre, ({ cadreId }) => ({ cadreId })),
  setAccountDisabled: made(
    'change',
    cadre,
    input(({ cadreId }) => ({ cadreId, disabled: false })),
  ),
  grants: made('quiet', county),
  giveGrant: made(
    'place',
    county,
    input(({ county: { path } }) => ({
      displayName: '新人',
      path,
      role: 'LEADER',
    })),
  ),
  withdrawGrant: made('own', nowhere, () => ({ id: randomUUID() })),

  // region: public knowledge
  region: made('quiet', nowhere, ({ county }) => ({ id: county.id })),
  regions: made('quiet', nowhere),
  regionsByIds: made('quiet', nowhere, ({ county }) => ({ ids: [county.id] })),

  // pairing
  pairings: made('list', household),
  pairing: made('one', household, ({ pairingId }) => ({ id: pairingId })),
  pairingsByIds: made('list', household, ({ pairingId }) => ({ ids: [pairingId] })),
  endPairing: made(
    'change',
    household,
    input(({ pairingId }) => ({ id: pairingId, version: STALE, reason: REASON })),
  ),
  withdrawPairing: made(
    'change',
    household,
    input(({ pairingId }) => ({ id: pairingId, version: STALE, reason: REASON })),
  ),
  pair: made(
    'change',
    both,
    input(({ householdId, cadreId }) => ({ householdId, cadreId })),
  ),
  assignSuggested: made(
    'quiet',
    household,
    input(({ householdId, cadreId }) => ({ pairs: [{ householdId, cadreId }] })),
  ),
  decideDuplicate: made(
    'change',
    household,
    input(({ householdId, cadreId }) => ({ householdId, keep: [cadreId], seen: [cadreId], reason: REASON })),
  ),
  undoPairingAct: made('own', nowhere, () => ({ id: randomUUID() })),
  waiveOfficials: made(
    'change',
    cadre,
    input(({ cadreId, year }) => ({ cadreIds: [cadreId], reason: 'ON_LEAVE', year })),
  ),
  board: made('quiet', nowhere),
  boardItems: made('quiet', nowhere),
  boardChoices: made('quiet', household, ({ householdId }) => ({ id: householdId })),
  boardRuns: made('quiet', nowhere),
  boardRun: made('own', nowhere, () => ({ id: randomUUID() })),
  boardRunRefusals: made('own', nowhere, () => ({ id: randomUUID() })),
  planAssignAll: made('quiet', nowhere, ({ village: { path } }) => ({ filter: { within: path } })),
  planWaiveAll: made(
    'quiet',
    nowhere,
    input(({ village: { path } }) => ({ filter: { within: path }, reason: 'ON_LEAVE' })),
  ),
  startBoardRun: made(
    'own',
    nowhere,
    input(() => ({ id: randomUUID() })),
  ),
  stopBoardRun: made('own', nowhere, () => ({ id: randomUUID() })),
  programmeYears: made('quiet', nowhere),
  rankMap: made('quiet', nowhere),
  programmeYearEffect: made(
    'quiet',
    nowhere,
    input(({ year }) => ({ year, confirmBy: `${year}-03-31`, householdCap: 1, quotas: [] })),
  ),
  rankMapEffect: made(
    'quiet',
    nowhere,
    input(() => ({ version: '', lines: [{ pattern: '*科员', rank: 'STAFF' }] })),
  ),
  municipalCapacity: made('quiet', nowhere, ({ year }) => ({ year })),
  settingHistory: made('quiet', nowhere),
  municipalPlaces: made('quiet', nowhere, ({ year }) => ({ year })),
  saveProgrammeYear: made(
    'quiet',
    nowhere,
    input(({ year }) => ({ year, confirmBy: `${year}-03-31`, householdCap: 1, quotas: [], version: STALE })),
  ),
  saveRankMap: made(
    'quiet',
    nowhere,
    input(() => ({ version: 'another one', lines: [{ pattern: '*科员', rank: 'STAFF' }] })),
  ),
  sendMunicipalPlaces: made(
    'quiet',
    nowhere,
    input(({ county, year }) => ({ countyId: county.id, seen: STALE, places: 1, year })),
  ),

  // import: a run belongs to whoever uploaded it
  importRuns: made('quiet', nowhere),
  importRun: made('own', nowhere, () => ({ id: randomUUID() })),
  importRows: made('own', nowhere, () => ({ id: randomUUID() })),
  importUnmatched: made('own', nowhere, () => ({ id: randomUUID() })),
  importReviews: made('quiet', nowhere),
  decideImportReview: made(
    'own',
    nowhere,
    input(() => ({ id: randomUUID(), note: REASON, version: 1 })),
  ),
  acceptImportSuggestions: made(
    'own',
    nowhere,
    input(() => ({ id: randomUUID(), cells: [] })),
  ),
  chooseImportColumns: made(
    'own',
    nowhere,
    input(() => ({ id: randomUUID(), choices: [] })),
  ),
  leaveImport: made(
    'own',
    nowhere,
    input(() => ({ id: randomUUID() })),
  ),
  writeImport: made(
    'own',
    nowhere,
    input(() => ({ id: randomUUID() })),
  ),

  // people
  households: made('list', household),
  household: made('one', household, ({ householdId }) => ({ id: householdId })),
  householdsByIds: made('list', household, ({ householdId }) => ({ ids: [householdId] })),
  cadres: made('list', cadre, ({ unit }) => ({ filter: { unitId: unit.id } })),
  cadre: made('one', cadre, ({ cadreId }) => ({ id: cadreId })),
  cadresByIds: made('list', cadre, ({ cadreId }) => ({ ids: [cadreId] })),
  units: made('quiet', cadre),
  unit: made('quiet', cadre, ({ unit }) => ({ id: unit.id })),
  unitsByIds: made('quiet', cadre, ({ unit }) => ({ ids: [unit.id] })),
  search: made('list', household, () => ({ q: '无双' })),
  dictionary: made('quiet', nowhere),
  editDictionaryEntry: made(
    'quiet',
    nowhere,
    input(() => ({ dictionary: 'POVERTY_CAUSE', code: 'NONE', label: '无', aliases: [] })),
  ),
  reveal: made(
    'change',
    (subject) => ({ ...household(subject), unit: '' }), // R32: a member's values are not the liaison's

    input(({ memberId }) => ({ id: memberId, subject: 'MEMBER', field: 'PHONE', reason: REASON })),
  ),
  editHousehold: made(
    'change',
    household,
    input(({ householdId }) => ({ id: householdId, version: STALE, remark: REASON })),
  ),
  moveHousehold: made(
    'change',
    household,
    input(({ householdId, village }) => ({
      id: householdId,
      version: STALE,
      villageId: village.id,
      reason: REASON,
    })),
  ),
  addMember: made(
    'change',
    household,
    input(({ householdId }) => ({ householdId, name: '新来的', relation: 'OTHER' })),
  ),
  editMember: made(
    'change',
    household,
    input(({ memberId }) => ({ id: memberId, version: STALE, relation: 'OTHER' })),
  ),
  recordDeath: made(
    'change',
    household,
    input(({ memberId, year }) => ({ memberId, version: STALE, diedOn: `${year}-01-06` })),
  ),
  registerCadre: made(
    'place',
    cadre,
    input(({ unit }) => ({ unitId: unit.id, name: '新来的', rank: 'STAFF', rankTitle: '一级科员' })),
  ),
  editCadre: made(
    'change',
    cadre,
    input(({ cadreId }) => ({ id: cadreId, version: STALE, rankTitle: '一级科员' })),
  ),
  setCadreStatus: made(
    'change',
    cadre,
    input(({ cadreId }) => ({ id: cadreId, version: STALE, status: 'ILL', reason: REASON })),
  ),
  transferCadre: made(
    'change',
    cadre,
    input(({ cadreId, unit }) => ({ id: cadreId, version: STALE, unitId: unit.id })),
  ),
  secondCadre: made(
    'change',
    cadre,
    input(({ cadreId, unit }) => ({ id: cadreId, version: STALE, unitId: unit.id })),
  ),
  endSecondment: made(
    'change',
    cadre,
    input(({ cadreId }) => ({ id: cadreId, version: STALE })),
  ),
  editPosting: made(
    'change',
    cadre,
    input(({ postingId, year }) => ({
      id: postingId,
      version: STALE,
      from: `${year}-01-01`,
      rankTitle: '一级科员',
    })),
  ),
  declareKin: made(
    'change',
    both,
    input(({ cadreId, householdId }) => ({ cadreId, householdId, relation: '表亲' })),
  ),
  declareNoKin: made('change', cadre, ({ cadreId }) => ({ cadreId })),
  withdrawKin: made('own', nowhere, () => ({ id: randomUUID() })),
  registerUnit: made(
    'change',
    county,
    input(({ county: { id } }) => ({ code: 'NEW01', name: '平利县新单位', level: 'COUNTY', seatId: id })),
  ),
  editUnit: made(
    'change',
    cadre,
    input(({ unit }) => ({ id: unit.id, version: STALE })),
  ),
  assignVillage: made(
    'change',
    household,
    input(({ unit, village }) => ({ unitId: unit.id, villageId: village.id })),
  ),
  endAssignment: made(
    'own',
    nowhere,
    input(() => ({ id: randomUUID() })),
  ),

  // confirmation: units on the unit axis, counties on the territory axis
  home: made('quiet', nowhere),
  unitConfirmations: made('quiet', cadre),
  confirmationOfUnit: made('quiet', cadre, ({ unit, year }) => ({ unitId: unit.id, year })),
  confirmationRows: made('one', cadre, ({ unit, year }) => ({ filter: { unitId: unit.id, year } })),
  confirmationHistory: made('quiet', cadre, ({ unit, year }) => ({ subjectId: unit.id, year })),
  confirmationLines: made('quiet', cadre, () => ({ signatureId: randomUUID() })),
  countyConfirmations: made('quiet', county),
  countyConfirmation: made('quiet', county, ({ county: { id }, year }) => ({ countyId: id, year })),
  countyConfirmationRows: made('one', county, ({ county: { id }, year }) => ({
    filter: { countyId: id, year },
  })),
  openConfirmation: made(
    'quiet',
    cadre,
    input(({ unit, year }) => ({ unitId: unit.id, year })),
  ),
  reportOfficials: made(
    'change',
    cadre,
    input(({ unit, year, cadreId }) => ({ unitId: unit.id, year, cadreIds: [cadreId], reason: 'ON_LEAVE' })),
  ),
  confirmUnit: made('change', cadre, input(signingUnit)),
  countersignUnit: made('change', cadre, input(signingUnit)),
  reopenUnit: made(
    'change',
    cadre,
    input((subject) => ({ ...signingUnit(subject), reason: REASON })),
  ),
  acknowledgeWaiting: made(
    'change',
    county,
    input(({ county: { id }, year }) => ({ countyId: id, year, version: STALE, reason: REASON })),
  ),
  confirmCounty: made('change', county, input(signingCounty)),
  closeCounty: made('change', county, input(signingCounty)),
  reopenCounty: made(
    'change',
    county,
    input((subject) => ({ ...signingCounty(subject), reason: REASON })),
  ),
};
