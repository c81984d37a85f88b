import { randomBytes, randomUUID } from 'node:crypto';
import { calendarDate } from '../../../server/src/platform/clock.ts';
import type { TestApp } from '../../support/app.ts';
import { WORDS } from './known.ts';
import { makeSubject, type Stance, type Subject } from './stage.ts';

/** What else there is around the subject, so that no list is empty for whoever may see it. */
export interface Scenery {
  /** Signed by the unit before anything below was there. */
  signatureId: string;
  emptyId: string;
  idleId: string;
  /** A roster on its way in, by `uploader`. */
  runId: string;
  reviewId: string;
  erasureId: string;
  disclosureId: string;
  actId: string;
  /** A split that the uploader did. */
  lineageId: string;
  boardRunId: string;
  /** Proposed over the county: the empty household for the idle official. */
  allocationRunId: string;
  /** The subject's pairing goes to the idle official tomorrow. */
  scheduledHandoverId: string;
  tomorrow: string;
  /** The holder's. */
  sessionId: string;
  assignmentId: string;
  uploader: Stance;
  /** Things that whoever may take them back does take back: made anew for each asker. */
  freshGrant(): Promise<string>;
  freshKin(): Promise<string>;
}

export type Scene = Subject & Scenery;

export async function makeScene(test: TestApp): Promise<Scene> {
  const { world, app } = test;
  const subject = await makeSubject(test);
  const { village, unit, county, year, cadreId, householdId } = subject;
  const liaison = await world.signedIn('UNIT_LIAISON', unit.path);
  const sign = `mutation($input: SignUnitInput!) { confirmUnit(input: $input) { next } }`;
  const { confirmationOfUnit: draft } = await liaison.get<{ confirmationOfUnit: { digest: string } }, object>(
    `query($id: ID!, $year: Int) { confirmationOfUnit(unitId: $id, year: $year) { digest } }`,
    { id: unit.id, year },
  );
  await liaison.get(sign, {
    input: { unitId: unit.id, year, version: 1, digest: draft.digest, requestId: randomUUID() },
  });
  const { confirmationHistory } = await liaison.get<{ confirmationHistory: { id: string }[] }, object>(
    `query($id: ID!, $year: Int!) { confirmationHistory(subjectId: $id, year: $year) { id } }`,
    { id: unit.id, year },
  );

  const emptyId = await world.household(village, { head_name: WORDS.empty, need: 30 });
  const idleId = await world.cadre(unit, { name: WORDS.idle });
  await world.insert('municipal_place', { year, county_id: county.id, places: 3 });
  const municipal = await world.unit('6109');
  await world.insert('sent_cadre', {
    year,
    cadre_id: await world.cadre(municipal, { kind: 'ENTERPRISE' }), // owes nothing: the board stays as it is
    cadre_path: municipal.path,
    county_id: county.id,
    path: county.path,
    account_id: (await world.account('CITY_OPERATOR', '6109/')).accountId,
  });
  await world.insert('kin_declaration', {
    cadre_id: cadreId,
    household_id: householdId,
    relation: '表亲',
    declared_on: `${year}-01-05`,
  });
  const assignmentId = await world.insert('village_assignment', {
    unit_id: unit.id,
    village_id: village.id,
    from_date: app.clock.today(),
  });
  const holder = await world.insert('account', { login: 'holder', display_name: WORDS.holder });
  const freshGrant = () =>
    world.insert('role_grant', {
      account_id: holder,
      role: 'UNIT_LIAISON',
      path: unit.path,
      title: '联络员',
    });
  await freshGrant();
  const freshKin = () =>
    world.insert('kin_declaration', {
      cadre_id: subject.otherCadreId,
      declared_none: true,
      declared_on: `${year}-01-05`,
    });

  const { accountId, grantId, client } = await world.account('COUNTY_OPERATOR', county.path);
  const runId = await world.insert('import_run', {
    kind: 'CADRES',
    account_id: accountId,
    grant_id: grantId,
    path: county.path,
    year,
    file_name: `${WORDS.run}.xlsx`,
    file_bytes: 9,
    state: 'WRITING', // whatever its uploader does about it is told to wait, so that nothing changes
    expires_at: new Date(Date.now() + 86_400_000),
  });
  await world.insert('pairing_claim', {
    year,
    cadre_id: cadreId,
    cadre_path: unit.path,
    path: village.path,
    claimed_head: WORDS.claim,
    claimed_village: '某村',
    import_id: runId,
    source_row: 4,
    from_date: `${year}-01-05`,
    status: 'UNKNOWN',
  });
  const reviewId = await world.insert('import_review', {
    run_id: runId,
    account_id: accountId,
    path: village.path,
    kind: 'REMARK',
    subject_type: 'HOUSEHOLD',
    subject_id: householdId,
    name: WORDS.head,
    message: '备注',
    row_number: 4,
  });
  const erasureId = await world.insert('erasure', {
    subject_type: 'HOUSEHOLD',
    subject_id: householdId,
    path: village.path,
    ground: 'CONSENT_WITHDRAWN',
    reason: '本人书面撤回同意',
    asked_by: accountId,
  });
  const disclosureId = await world.insert('disclosure', {
    account_id: accountId,
    grant_id: grantId,
    path: village.path,
    people: 'HEADS',
    fields: ['PHONE'],
    filter: JSON.stringify({}),
    area: village.name,
    conditions: [],
    reason: '核对补助名册',
    asked_rows: 501,
    rows_alone: 500,
    alone: false,
    state: 'ASKED',
    asked_at: new Date().toISOString(),
    expires_at: new Date(Date.now() + 86_400_000).toISOString(),
  });
  const actId = randomUUID();
  await world.insert('pairing_act', {
    act_id: actId,
    position: 1,
    account_id: accountId,
    path: village.path,
    subject: 'WAIVER',
    subject_id: randomUUID(),
    change: 'CREATED',
    version: 1,
  });
  const lineageId = await world.insert('household_lineage', {
    kind: 'SPLIT',
    household_id: householdId,
    path: village.path,
    other_id: emptyId,
    other_path: village.path,
    day: app.clock.today(),
    account_id: accountId,
    at: app.clock.now(),
    version: 1,
    other_version: 1,
    size: 4,
    other_size: 0,
    members: [],
    member_versions: [],
  });
  const boardRunId = await world.insert('board_run', {
    kind: 'ASSIGN',
    account_id: accountId,
    grant_id: grantId,
    path: county.path,
    year,
    filter: {},
    state: 'DONE',
  });
  await world.insert('board_run_item', {
    run_id: boardRunId,
    position: 1,
    household_id: emptyId,
    cadre_id: idleId,
    message: '没有名额',
  });
  const allocationRunId = await makeAllocation(test, subject, { accountId, grantId, emptyId, idleId });
  const tomorrow = calendarDate(new Date(app.clock.now().getTime() + 86_400_000));
  const scheduledHandoverId = await world.insert('scheduled_handover', {
    id: randomUUID(),
    cadre_id: cadreId,
    day: tomorrow,
    reason: '退休',
    retain: false,
    account_id: accountId,
    grant_id: grantId,
    path: county.path,
    ordered_at: app.clock.now(),
  });
  await world.insert('scheduled_handover_line', {
    handover_id: scheduledHandoverId,
    state: 'SCHEDULED',
    position: 1,
    pairing_id: subject.pairingId,
    household_id: householdId,
    path: village.path,
    successor_id: idleId,
  });
  const sessionId = await world.insert('session', { token_hash: randomBytes(32), account_id: holder });
  const uploader = {
    role: 'COUNTY_OPERATOR' as const,
    relation: 'above, county, who did it',
    path: county.path,
    cadreId: null,
    client,
  };
  return {
    ...subject,
    signatureId: confirmationHistory[0]!.id,
    emptyId,
    idleId,
    runId,
    reviewId,
    erasureId,
    disclosureId,
    actId,
    lineageId,
    boardRunId,
    allocationRunId,
    scheduledHandoverId,
    tomorrow,
    sessionId,
    assignmentId,
    uploader,
    freshGrant,
    freshKin,
  };
}

/** A proposal over the county with a line, something settled by hand, and a line that was lost. */
async function makeAllocation(
  { world }: TestApp,
  { county, village, year, otherCadreId }: Subject,
  { accountId, grantId, emptyId, idleId }: Record<'accountId' | 'grantId' | 'emptyId' | 'idleId', string>,
): Promise<string> {
  const weights = { lookedAfter: 1, sameTown: 1, sameCounty: 1, fieldFits: 1, evenCadres: 1, evenUnits: 1 };
  const id = await world.insert('allocation_run', {
    path: county.path,
    year,
    account_id: accountId,
    grant_id: grantId,
    asked_by: accountId,
    asked_under: grantId,
    settings: JSON.stringify({ hardFrom: 60, weights, firstVillageIds: [] }),
    state: 'PROPOSED',
    scarce: [county.path],
    binding: JSON.stringify({
      quotas: [
        { path: county.path, sent: false, rank: 'STAFF', full: 1, households: 1, officials: 0, most: 1 },
      ],
      idle: [county.path],
      byHand: [
        {
          kind: 'PIN',
          householdId: emptyId,
          cadreId: idleId,
          officials: 0,
          households: 1,
          sooner: false,
          kept: 0,
        },
      ],
      byHandTotal: 1,
    }),
  });
  const line = { run_id: id, household_id: emptyId, path: village.path };
  await world.insert('allocation_line', { ...line, cadre_id: idleId, kind: 'NEW', why: ['SAME_COUNTY'] });
  await world.insert('allocation_lost', { ...line, cadre_id: idleId, message: '原来的结对已经变了' });
  await world.insert('allocation_pin', { ...line, cadre_id: idleId, kind: 'PIN', account_id: accountId });
  await world.insert('allocation_pin', {
    ...line,
    cadre_id: otherCadreId,
    kind: 'BAN',
    account_id: accountId,
  });
  return id;
}
