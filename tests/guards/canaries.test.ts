import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import ExcelJS from 'exceljs';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildGuardedSchema } from '../../server/src/app/schema.ts';
import { checkSign } from '../../server/src/modules/people/index.ts';
import { openLog } from '../../server/src/platform/log.ts';
import { cases } from '../api/access-matrix/cases.ts';
import { everyOperation } from '../api/access-matrix/document.ts';
import { makeScene, type Scene } from '../api/access-matrix/scenery.ts';
import { makeStances, type Stance } from '../api/access-matrix/stage.ts';
import { Importer } from '../api/import/importer.ts';
import { withApp } from '../support/app.ts';
import type { Client } from '../support/client.ts';
import { dumpTables } from '../support/dump.ts';

let written = '';
const sink = new Writable({
  write(chunk: Buffer, _encoding, done) {
    written += chunk.toString();
    done();
  },
});
const test = withApp({ log: openLog({ level: 'trace' }, sink) });

const numbered = (serial: number) => {
  const body = `61092619700101${serial}`;
  return { identity: body + checkSign(body), phone: `15298766${serial}` };
};
/** Whose numbers are in the data, in full: a cadre's, a member's before and after a correction, and two of rosters. */
const CADRE = numbered(101);
const MEMBER = numbered(102);
const CORRECTED = numbered(103);
const ROSTER_CADRE = numbered(104);
const ROSTER_HEAD = numbered(105);
const WAITING = numbered(106);
const REMARKED = numbered(108);
const ROSTER_REMARK = numbered(109);
/** One figure is wrong, so it is taken nowhere. */
const MISTYPED = `${numbered(107).identity.slice(0, 16)}00`;
const CANARIES = [CADRE, MEMBER, CORRECTED, ROSTER_CADRE, ROSTER_HEAD, WAITING, REMARKED, ROSTER_REMARK]
  .flatMap((person): string[] => Object.values(person))
  .concat(MISTYPED);
/** However it is written: as text, with gaps, or as bytes. */
const canariesIn = (text: string) => {
  const plain = text.replaceAll(/[\s-]/g, '');
  return CANARIES.filter((one) => plain.includes(one) || plain.includes(Buffer.from(one).toString('hex')));
};

let scene: Scene;
let stances: Stance[];
let memberId = '';
let town: Client;
const said: string[] = [];
const csv = (...lines: string[]) => Buffer.from(lines.join('\n'));
const CADRES = '单位,姓名,身份证号码,职级,联系电话,帮扶户主,帮扶户所在镇';
const HOUSEHOLDS = '户编号,镇,村,户主姓名,户主证件号码,家庭人口,脱贫属性,备注';

/** Through the doors that people use. */
async function plant() {
  const { world } = test;
  const liaison = await world.signedIn('UNIT_LIAISON', scene.unit.path);
  const register = `mutation ($input: RegisterCadreInput!) { registerCadre(input: $input) { id } }`;
  const cadre = { unitId: scene.unit.id, name: '储独立', rank: 'STAFF' };
  await liaison.get(register, { input: { ...cadre, ...CADRE } });
  const twice = await liaison.ask<unknown, unknown>(register, {
    input: { ...cadre, name: '储又立', ...CADRE },
  });
  const refused = await liaison.ask<unknown, unknown>(register, { input: { ...cadre, identity: MISTYPED } });
  said.push(JSON.stringify([twice.errors, refused.errors]));

  town = await world.signedIn('TOWN_OPERATOR', '6109/610926/610926107/');
  const add = `mutation ($input: AddMemberInput!) { addMember(input: $input) { members { id name version } } }`;
  const { addMember } = await town.get<
    { addMember: { members: { id: string; name: string; version: number }[] } },
    unknown
  >(add, { input: { householdId: scene.householdId, name: '柯小丽', relation: 'DAUGHTER', ...MEMBER } });
  const { id, version } = addMember.members.find(({ name }) => name === '柯小丽')!;
  const edit = `mutation ($input: EditMemberInput!) { editMember(input: $input) { size } }`;
  await town.get(edit, { input: { id, version, ...CORRECTED } });
  memberId = id;
  const { household } = await town.get<{ household: { version: number } }, unknown>(
    `query ($id: ID!) { household(id: $id) { version } }`,
    { id: scene.householdId },
  );
  const remark = `儿子 ${REMARKED.phone}，证 ${REMARKED.identity}`;
  await town.get(`mutation ($input: EditHouseholdInput!) { editHousehold(input: $input) { remark } }`, {
    input: { id: scene.householdId, version: household.version, remark },
  });

  const county = await Importer.signedIn(test, 'COUNTY_OPERATOR', scene.county.path);
  const roster = csv(
    CADRES,
    `${scene.unit.name},储独木,${ROSTER_CADRE.identity},一级科员,${ROSTER_CADRE.phone},柯无双,八仙镇`,
  );
  const cadres = await county.check('cadres', roster, { year: scene.year });
  said.push(JSON.stringify([cadres, await county.rows(cadres.id), await county.write(cadres.id)]));
  const head = (number: string, { identity }: { identity: string }) =>
    csv(
      HOUSEHOLDS,
      `${number},八仙镇,${scene.village.name},柯无对,${identity},3,未脱贫,外出务工：${ROSTER_REMARK.phone} 户主去世 ${ROSTER_REMARK.identity}`,
    );
  const heads = await county.check('households', head('Z1', ROSTER_HEAD));
  said.push(JSON.stringify([await county.rows(heads.id), await county.write(heads.id)]));
  const waiting = await county.check('households', head('Z2', WAITING)); // lies there until somebody decides
  said.push(JSON.stringify([waiting, await county.rows(waiting.id)]));
}

beforeAll(async () => {
  scene = await makeScene(test);
  await plant();
  stances = [
    { ...scene.uploader, client: await test.world.signedIn('COUNTY_OPERATOR', scene.county.path) },
  ].concat(
    (await makeStances(test, scene)).filter(
      ({ relation }) => !/other|sibling|below|above, city/.test(relation),
    ),
  );
});

describe('a number in full', () => {
  it('was planted: whoever may look sees it, one at a time and recorded', async () => {
    const reveal = `mutation ($input: RevealInput!) { reveal(input: $input) { value } }`;
    for (const [field, value] of [
      ['IDENTITY', CORRECTED.identity],
      ['PHONE', CORRECTED.phone],
    ]) {
      const input = { subject: 'MEMBER', id: memberId, field, reason: '核对名册' };
      expect(await town.get(reveal, { input })).toEqual({ reveal: { value } });
    }
    const input = { subject: 'HOUSEHOLD', id: scene.householdId, field: 'REMARK', reason: '核对' };
    const { reveal: remark } = await town.get<{ reveal: { value: string } }, unknown>(reveal, { input });
    expect(remark.value).toContain(REMARKED.phone);
  });

  it(
    'stands in no answer to anybody about anything, and in no words of a refusal',
    { timeout: 180_000 },
    async () => {
      const queries = everyOperation(buildGuardedSchema()).filter(({ kind }) => kind === 'query');
      let answered = 0;
      for (const { name, document } of queries) {
        const variables = (await cases[name]?.variables(scene)) ?? {};
        for (const { client, role } of stances) {
          const answer = await client.ask<unknown, unknown>(document, variables);
          if (answer.data) answered++;
          expect(canariesIn(JSON.stringify(answer)), `${name} for ${role}`).toEqual([]);
        }
      }
      expect(answered).toBeGreaterThan(queries.length); // or nothing was looked at
      expect(said.join()).toMatch(/储独木/);
      expect(said.flatMap(canariesIn)).toEqual([]);
    },
  );

  it('stands in no exported list', async () => {
    const { token } = await test.world.account('COUNTY_OPERATOR', scene.county.path);
    const urls = [
      ...['cadres', 'households', 'pairings'].map((kind) => `/download/list/${kind}`),
      `/ledger.xlsx?year=${scene.year}`,
      `/board.xlsx?year=${scene.year}`,
    ];
    let text = '';
    for (const url of urls) {
      const { statusCode, rawPayload } = await test.app.http.inject({
        url,
        headers: { cookie: `qinyou_session=${token}` },
      });
      expect(statusCode, url).toBe(200);
      const book = new ExcelJS.Workbook();
      await book.xlsx.load(rawPayload as unknown as ArrayBuffer);
      const cells = book.worksheets.flatMap((sheet) => sheet.getSheetValues());
      expect(canariesIn(JSON.stringify(cells)), url).toEqual([]);
      text += JSON.stringify(cells);
    }
    expect(text).toContain('储独立');
  });

  it('leaves as a workbook by one door alone: asked for with a reason, sealed on the disk, recorded', async () => {
    const { token, client } = await test.world.account('COUNTY_OPERATOR', scene.county.path);
    const ask = `mutation ($input: AskDisclosureInput!) { askDisclosure(input: $input) { id } }`;
    const find = `{ disclosures { items { id state } } }`;
    const { askDisclosure } = await client.get<{ askDisclosure: { id: string } }, unknown>(ask, {
      input: { order: { people: 'MEMBERS' }, fields: ['IDENTITY', 'PHONE'], reason: '核对名册' },
    });
    const state = async () => {
      const { disclosures } = await client.get<{ disclosures: { items: { id: string; state: string }[] } }, unknown>(find); // prettier-ignore
      return disclosures.items.find(({ id }) => id === askDisclosure.id)?.state;
    };
    await expect.poll(state, { timeout: 30_000 }).toBe('READY');
    const url = `/download/disclosure/${askDisclosure.id}`;
    const { rawPayload } = await test.app.http.inject({
      url,
      headers: { cookie: `qinyou_session=${token}` },
    });
    const book = new ExcelJS.Workbook();
    await book.xlsx.load(rawPayload as unknown as ArrayBuffer);
    const cells = JSON.stringify(book.worksheets.map((sheet) => sheet.getSheetValues()));
    expect(canariesIn(cells)).toEqual(expect.arrayContaining(Object.values(CORRECTED)));
  });

  it('stands in no table, whichever schema it is in', async () => {
    let dump = '';
    for (const [name, text] of await dumpTables(test.urls.ownerUrl)) {
      expect(canariesIn(text), name).toEqual([]);
      dump += `${name}\n${text}\n`;
    }
    for (const known of ['jobs.job', 'audit_entry', 'import_review', '柯无双', '储独立', '6103'])
      expect(dump).toContain(known);
  });

  it('stands in no file of the data folder, and nowhere in the log', () => {
    const files = readdirSync(test.dataDir, { recursive: true, encoding: 'utf8' })
      .map((name) => join(test.dataDir, name))
      .filter((path) => statSync(path).isFile());
    expect(files.length).toBeGreaterThan(0); // the roster that waits
    for (const path of files) expect(canariesIn(readFileSync(path, 'latin1')), path).toEqual([]);
    test.app.http.log.info('the end');
    expect(written).toContain('the end');
    expect(canariesIn(written)).toEqual([]);
  });
});
