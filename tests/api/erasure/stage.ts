import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { beforeAll } from 'vitest';
import {
  anchorPath,
  loadAuditKeys,
  startSealing,
  verifyAudit,
} from '../../../server/src/modules/audit/index.ts';
import { systemScope } from '../../../server/src/platform/auth/scope.ts';
import { openLog } from '../../../server/src/platform/log.ts';
import type { Client } from '../../support/client.ts';
import { withPeople, type Home } from '../people/stage.ts';

/** What is planted of each person: found in the dump before, and nowhere after. */
export const HEAD = {
  name: '欧阳丹砂',
  mask: '欧**砂',
  initials: 'oyds',
  identity: '610926197103152217',
  phone: '15298761122',
};
export const CHILD = {
  name: '欧阳青禾',
  mask: '欧**禾',
  identity: '610926199511230420',
  phone: '15298761133',
};
export const CADRE = {
  name: '司徒望舒',
  mask: '司**舒',
  initials: 'stws',
  identity: '610926198204062338',
  phone: '15298761144',
};

const nobody = { accountId: null, grantId: null };
export const ASK = `mutation ($input: AskErasureInput!) { askErasure(input: $input) { id version state person own } }`;
export const DECIDE = `mutation ($input: DecideErasureInput!) { decideErasure(input: $input) { id state person version } }`;

export interface Asked {
  askErasure: { id: string; version: number; state: string; person: string; own: boolean };
}

export interface ErasureStage {
  people: ReturnType<typeof withPeople>;
  city: Client;
  home: Home;
  neighbour: Home;
  childId: string;
  cadreId: string;
  accountId: string;
  signatureId: string;
  /** Asked by the county, decided by the city. */
  erase(subject: string, id: string): Promise<void>;
  query<T>(text: string): Promise<T[]>;
  sealed(): Promise<void>;
  verify(): ReturnType<typeof verifyAudit>;
}

/** Two households and a cadre with everything that people and rosters leave about them, and a signed list. */
export function withErasures(): ErasureStage {
  const people = withPeople();
  const stage = { people } as ErasureStage;
  stage.query = <T>(text: string) =>
    people.test.app.db.write(
      nobody,
      systemScope,
      async (unit) => (await sql.raw<T>(text).execute(unit.sql)).rows,
    );
  beforeAll(async () => {
    const { test, here, bureau, county, town } = people;
    const { world } = test;
    stage.city = await world.signedIn('CITY_OPERATOR', '6109/');
    stage.home = await people.home(here, '欧阳旦砂', { size: 2 });
    await correctHead(stage);
    stage.neighbour = await people.home(here, '柯大山');
    const id = stage.home.id;
    const { addMember } = await town.get<{ addMember: { members: { id: string; name: string }[] } }, unknown>(
      `mutation ($input: AddMemberInput!) { addMember(input: $input) { members { id name } } }`,
      {
        input: {
          householdId: id,
          name: CHILD.name,
          relation: 'DAUGHTER',
          identity: CHILD.identity,
          phone: CHILD.phone,
        },
      },
    );
    stage.childId = addMember.members.find(({ name }) => name === CHILD.name)!.id;
    const [{ version } = { version: 0 }] = await stage.query<{ version: number }>(
      `select version from household where id = '${id}'`,
    );
    await town.get(`mutation ($input: EditHouseholdInput!) { editHousehold(input: $input) { id } }`, {
      input: {
        id,
        version,
        povertyStatus: 'NOT_LIFTED',
        number: 'P77112',
        villageGroup: '丹砂组',
        remark: '爱唱渔鼓，住桥头第三家，女婿 15298769977',
      },
    });
    await town.get(`mutation ($input: RevealInput!) { reveal(input: $input) { value } }`, {
      input: { subject: 'MEMBER', id: stage.home.headId, field: 'PHONE', reason: '欧阳丹砂家漏雨要回电' },
    });
    await plantCadre(stage);
    await county.get(`mutation ($input: PairInput!) { pair(input: $input) { id } }`, {
      input: { householdId: id, cadreId: stage.cadreId },
    });
    await plantPapers(stage);
    const liaison = await world.signedIn('UNIT_LIAISON', bureau.path);
    const { confirmationOfUnit: draft } = await liaison.get<
      { confirmationOfUnit: { digest: string; unit: { version: number } } },
      unknown
    >(`query ($id: ID!) { confirmationOfUnit(unitId: $id, year: 2026) { digest unit { version } } }`, {
      id: bureau.id,
    });
    await liaison.get(`mutation ($input: SignUnitInput!) { confirmUnit(input: $input) { next } }`, {
      input: {
        unitId: bureau.id,
        year: 2026,
        version: draft.unit.version,
        digest: draft.digest,
        requestId: randomUUID(),
      },
    });
    const [signature] = await stage.query<{ id: string }>(
      `select id from confirmation_signature where step = 'CONFIRM'`,
    );
    stage.signatureId = signature!.id;
    await stage.sealed();
  });
  stage.erase = async (subject, id) => {
    const { askErasure } = await people.county.get<Asked, unknown>(ASK, {
      input: { subject, id, ground: 'CONSENT_WITHDRAWN', reason: '本人书面撤回同意' },
    });
    await stage.city.get(DECIDE, {
      input: { id: askErasure.id, version: askErasure.version, approve: true },
    });
  };
  stage.sealed = async () => {
    const { urls, dataDir, app } = people.test;
    for (let tries = 0; tries < 100; tries++) {
      await startSealing({
        appUrl: urls.appUrl,
        dataDir,
        clock: app.clock,
        log: openLog({ level: 'silent' }),
      }).stop();
      const [open] = await stage.query<{ n: number }>(
        'select ((select count(*) from audit_entry) - (select count(*) from audit_seal))::int as n',
      );
      if (open!.n === 0) return;
      await sleep(100);
    }
    throw new Error('records stayed unsealed');
  };
  stage.verify = () => {
    const { urls, dataDir } = people.test;
    return verifyAudit(urls.appUrl, loadAuditKeys(dataDir, false), anchorPath(dataDir));
  };
  return stage;
}

/** Entered with a slip and without numbers, then put right: the record tells both. */
async function correctHead({ people, home, query }: ErasureStage): Promise<void> {
  const { name, identity, phone } = HEAD;
  const [row] = await query<{ version: number }>(
    `select version from household_member where id = '${home.headId}'`,
  );
  await people.town.get(`mutation ($input: EditMemberInput!) { editMember(input: $input) { size } }`, {
    input: { id: home.headId, version: row!.version, name, identity, phone },
  });
}

async function plantCadre(stage: ErasureStage): Promise<void> {
  const { test, bureau, county } = stage.people;
  const liaison = await test.world.signedIn('UNIT_LIAISON', bureau.path);
  const { registerCadre } = await liaison.get<{ registerCadre: { id: string } }, unknown>(
    `mutation ($input: RegisterCadreInput!) { registerCadre(input: $input) { id } }`,
    {
      input: {
        unitId: bureau.id,
        name: CADRE.name,
        rank: 'STAFF',
        rankTitle: '四级主任科员',
        identity: CADRE.identity,
        phone: CADRE.phone,
      },
    },
  );
  stage.cadreId = registerCadre.id;
  await county.get(`mutation ($id: ID!) { issueOneTimeCode(cadreId: $id) { login } }`, { id: stage.cadreId });
  const [cadre] = await stage.query<{ account_id: string }>(
    `select account_id from cadre where id = '${stage.cadreId}'`,
  );
  stage.accountId = cadre!.account_id;
}

/** R7: their friend goes to somebody on a day to come, and what the orders say of both. */
async function plantScheduled({ people, home, cadreId, accountId, query }: ErasureStage, other: string) {
  const { test, here, bureau } = people;
  const [pairing] = await query<{ id: string }>(`select id from pairing where household_id = '${home.id}'`);
  const { grantId } = await test.world.account('COUNTY_OPERATOR', '6109/610926/');
  const order = { day: '2030-01-01', retain: false, account_id: accountId, grant_id: grantId, path: bureau.path, ordered_at: new Date() }; // prettier-ignore
  const line = { position: 1, household_id: home.id, path: here.path, pairing_id: pairing!.id };
  for (const [cadre_id, reason, state] of [
    [cadreId, '膝盖又要手术，提前退', 'SCHEDULED'],
    [other, '欧阳丹砂点名要换人', 'ATTENTION'],
  ] as const) {
    const settled_at = state === 'SCHEDULED' ? null : new Date();
    const id = await test.world.insert('scheduled_handover', { ...order, id: randomUUID(), cadre_id, reason, state, settled_at }); // prettier-ignore
    const told = { handover_id: id, state, successor_id: cadreId, problem: '表舅家，换一名接手' };
    await test.world.insert('scheduled_handover_line', { ...line, ...told });
  }
}

/** What rosters and offices write: claims, excuses, questions, reports. */
async function plantPapers(stage: ErasureStage): Promise<void> {
  const { people, home, neighbour, cadreId, accountId } = stage;
  const { test, here, bureau } = people;
  const { world } = test;
  await world.pairing(neighbour.id, here, cadreId, bureau, {
    kind: 'RETAINED',
    from_date: '2024-01-01',
    to_date: '2025-01-01',
    source: 'CHOSEN',
    end_reason: '驻村队员轮换',
  });
  const claim = {
    year: 2026,
    cadre_path: bureau.path,
    path: here.path,
    claimed_village: here.name,
    from_date: '2026-01-01',
  };
  const other = await world.cadre(bureau, { status: 'ON_LEAVE' });
  await world.insert('pairing_claim', {
    ...claim,
    cadre_id: other,
    household_id: home.id,
    claimed_head: HEAD.name,
    status: 'OPEN',
  });
  await world.insert('pairing_claim', {
    ...claim,
    cadre_id: other,
    claimed_head: HEAD.name,
    status: 'UNKNOWN',
    reason: '欧阳丹砂不在册',
  });
  await world.insert('waiver', {
    year: 2026,
    cadre_id: cadreId,
    cadre_path: bureau.path,
    reason: 'OTHER',
    note: '膝盖做过手术',
  });
  await world.insert('kin_declaration', {
    cadre_id: cadreId,
    household_id: home.id,
    relation: '表舅',
    declared_on: '2026-01-02',
  });
  const review = { account_id: accountId, path: here.path, kind: 'REMARK' };
  await world.insert('import_review', {
    ...review,
    kind: 'SUPERIOR',
    subject_type: 'HOUSEHOLD',
    subject_id: home.id,
    name: HEAD.name,
    message: '备注：户主欧阳丹砂外出务工',
    note: '问过桥头第三家',
  });
  await plantScheduled(stage, other);
  await world.insert('session', {
    token_hash: Buffer.from('x'),
    account_id: accountId,
    user_agent: '司徒的红米手机',
  });
}
