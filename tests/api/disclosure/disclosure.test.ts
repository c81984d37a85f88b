import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { calendarDate } from '../../../server/src/platform/clock.ts';
import { meanwhile } from '../../support/meanwhile.ts';
import type { Place } from '../../support/world.ts';
import { DisclosureStage, rowsOf, type Office } from './stage.ts';

const stage = new DisclosureStage();
const COUNTY = '6109/610926/';
const HEAD = { identity: '610926196503121415', phone: '15298766033' };
const NEIGHBOUR = { phone: '15298766044' };

let villages: Place[];
let home: { id: string; headId: string };
let neighbour: { id: string; headId: string };
let asker: Office;
let colleague: Office;
let city: Office;
let town: Office;
let elsewhere: Office;

beforeAll(async () => {
  villages = await stage.test.world.villages('610926107', 6);
  home = await stage.home(villages[0]!, '柯昌富', HEAD);
  neighbour = await stage.home(villages[0]!, '邹道全', NEIGHBOUR);
  await stage.homes(villages[1]!, 500, neighbour.headId);
  await stage.homes(villages[2]!, 501, neighbour.headId);
  asker = await stage.office('COUNTY_OPERATOR', COUNTY, '陈晓雯');
  colleague = await stage.office('COUNTY_OPERATOR', COUNTY, '罗世兰');
  city = await stage.office('CITY_OPERATOR', '6109/', '周明远');
  town = await stage.office('TOWN_OPERATOR', `${COUNTY}610926107/`, '镇里人');
  elsewhere = await stage.office('COUNTY_OPERATOR', '6109/610927/', '外县人');
});

const folder = () => join(stage.test.dataDir, 'files/disclosures');
const file = (id: string) => join(folder(), id);
const many = (office: Office) => stage.asked(office, { within: villages[2]!.path, fields: ['PHONE'] });

describe('few people', () => {
  it('go out by one person’s word: marked in every row, on every page and in the file, recorded of each of them', async () => {
    const asked = await stage.asked(asker, { within: villages[0]!.path });
    expect(asked).toMatchObject({ alone: true, askedRows: 2, area: villages[0]!.name, own: true });
    await stage.until(asker, asked.id, 'READY');
    expect((await stage.acts(home.id)).map(({ action }) => action)).toEqual([]); // nothing has gone out yet

    const book = await stage.open(asker, asked.id);
    const rows = rowsOf(book);
    expect(rows).toMatchObject([
      { 姓名: '柯昌富', 组: '二组', 身份证号: HEAD.identity, 联系电话: HEAD.phone, 导出编号: asked.number },
      { 姓名: '邹道全', 身份证号: '', 联系电话: NEIGHBOUR.phone, 导出编号: asked.number },
    ]);
    const [sheet] = book.worksheets;
    const line = sheet!.getCell('A3').text;
    for (const word of [asked.number, '陈晓雯', 'COUNTY_OPERATOR', calendarDate(new Date()), '不得转发'])
      expect(line).toContain(word);
    expect(sheet!.headerFooter.oddHeader).toBe(`&L${line}`);
    expect(sheet!.pageSetup.printTitlesRow).toBe('1:4');
    expect([book.creator, book.keywords, book.subject]).toEqual(['陈晓雯', asked.number, line]);

    await stage.open(asker, asked.id);
    expect((await stage.told(asker, asked.id)).downloads).toBe(2);
    const acts = await stage.acts(asked.id);
    expect(acts.map(({ action }) => action)).toEqual([
      'disclosure.ask',
      'disclosure.made',
      'disclosure.download',
      'disclosure.download',
    ]);
    for (const { id, headId } of [home, neighbour]) {
      expect(await stage.acts(id)).toEqual([
        {
          action: 'person.disclose',
          account_id: asker.accountId,
          reason: '核对补助名册',
          after: { disclosure: asked.number, exported: 'IDENTITY、PHONE', person: headId },
        },
      ]);
    }
  });

  it('tell no column that was not asked for, and mark nobody of whom nothing stands there', async () => {
    const asked = await stage.asked(asker, { within: villages[0]!.path, fields: ['IDENTITY'] });
    await stage.until(asker, asked.id, 'READY');
    const rows = rowsOf(await stage.open(asker, asked.id));
    expect(rows.map((row) => row['身份证号'])).toEqual([HEAD.identity, '']);
    expect(Object.keys(rows[0]!)).not.toContain('联系电话');
    expect(await stage.acts(home.id)).toHaveLength(2);
    expect(await stage.acts(neighbour.id)).toHaveLength(1);
  });

  it('lie sealed on the disk and are fetched by nobody else', async () => {
    const [made] = (await stage.list(asker, { state: 'READY' })).toReversed();
    expect(readFileSync(file(made!.id)).includes(Buffer.from('sheet1.xml'))).toBe(false);
    for (const other of [colleague, city, town, elsewhere])
      expect((await stage.fetch(other, made!.id)).statusCode).toBe(404);
    // The same account under another identity.
    const grant = await stage.test.world.insert('role_grant', {
      account_id: asker.accountId,
      role: 'COUNTY_OPERATOR',
      path: COUNTY,
      title: '另一个',
    });
    await stage.query(`update session set grant_id = '${grant}' where account_id = '${asker.accountId}'`);
    await expect.poll(async () => (await stage.fetch(asker, made!.id)).statusCode).toBe(404);
    await stage.query(
      `update session set grant_id = '${asker.grantId}' where account_id = '${asker.accountId}'`,
    );
    await expect.poll(async () => (await stage.fetch(asker, made!.id)).statusCode).toBe(200);
  });

  it('of a place that is not theirs, of a search, or for no reason, are refused', async () => {
    const said = async (office: Office, wanted: object) => {
      const { code, errors } = await stage.ask(office, wanted);
      return [code, errors[0]?.message];
    };
    expect((await said(elsewhere, { within: villages[0]!.path }))[0]).toBe('NOT_FOUND');
    expect((await said(town, { within: COUNTY }))[0]).toBe('NOT_FOUND');
    expect((await said(asker, { households: { q: '柯昌富' } }))[1]).toContain('搜索词');
    expect((await said(asker, { within: villages[5]!.path }))[1]).toContain('没有符合条件的人');
    expect((await said(asker, { reason: '' }))[1]).toContain('写清楚拿去做什么');
    expect((await said(asker, { reason: `给 ${HEAD.phone} 打电话` }))[1]).toContain('不写电话和证件号码');
    expect((await said(asker, { fields: [] }))[1]).toContain('选身份证号');
  });
});

describe('many people', () => {
  it('need a second person above the figure, taken together within a day', async () => {
    const fresh = await stage.office('COUNTY_OPERATOR', COUNTY, '刚满数');
    expect(await stage.asked(fresh, { within: villages[1]!.path })).toMatchObject({
      askedRows: 500,
      alone: true,
    });
    // Five hundred are gone: not one more by the same person on the same day.
    const more = await stage.asked(fresh, { within: villages[0]!.path });
    expect(more).toMatchObject({ askedRows: 2, alone: false, state: 'ASKED' });
    const other = await stage.office('COUNTY_OPERATOR', COUNTY, '多一人');
    expect(await many(other)).toMatchObject({ askedRows: 501, alone: false, state: 'ASKED' });
    const outlook = `query ($order: DisclosureOrder!) { disclosureOutlook(order: $order) { rows rowsAlone takenAlone needsSecond } }`;
    const order = { people: 'HEADS', households: { within: villages[0]!.path } };
    expect(await fresh.client.get(outlook, { order })).toEqual({
      disclosureOutlook: { rows: 2, rowsAlone: 500, takenAlone: 500, needsSecond: true },
    });
  });

  it('are counted one after another, however many requests come at once', async () => {
    const { accountId, grantId, client } = await stage.office('COUNTY_OPERATOR', COUNTY, '手快的');
    await client.ask('{ me { id } }');
    // Another request of the same person, a moment earlier: it has taken all there is and is not through.
    const asked = await meanwhile(
      stage.test.urls.ownerUrl,
      async (other) => {
        await other.query('select 1 from account where id = $1 for no key update', [accountId]);
        await other.query(
          `insert into disclosure (account_id, grant_id, path, people, fields, filter, area, conditions, reason, asked_rows,
            rows_alone, alone, state, asked_at, expires_at)
          values ($1, $2, $3, 'HEADS', '{PHONE}', '{}', '平利县', '{}', '核对', 500, 500, true, 'OVER', now(), now())`,
          [accountId, grantId, COUNTY],
        );
      },
      () => stage.asked({ client }, { within: villages[0]!.path }),
    );
    expect(asked).toMatchObject({ askedRows: 2, alone: false, state: 'ASKED' });
  });

  it('are decided by somebody else of the same office or above, who is told what it is', async () => {
    const asked = await many(asker);
    expect(await stage.told(colleague, asked.id)).toMatchObject({
      own: false,
      askedRows: 501,
      area: villages[2]!.name,
    });
    const self = await stage.decide(asker, asked.id, true);
    expect([self.code, self.errors[0]?.message]).toEqual(['RULE_VIOLATED', '自己提的要由另一人决定']);
    for (const other of [town, elsewhere])
      expect((await stage.decide(other, asked.id, true)).code).toBe('NOT_FOUND');
    expect((await stage.decide(city, asked.id, false)).code).toBe('INVALID_INPUT');
    expect((await stage.fetch(asker, asked.id)).statusCode).toBe(409);

    expect((await stage.decide(city, asked.id, true)).errors).toEqual([]);
    await stage.until(asker, asked.id, 'READY');
    expect(rowsOf(await stage.open(asker, asked.id))).toHaveLength(501);
    expect((await stage.fetch(city, asked.id)).statusCode).toBe(404); // who approves has no copy
    const marked = await stage.query<{ n: number }>(
      `select count(*)::int as n from audit_entry where action = 'person.disclose' and after ->> 'disclosure' = '${asked.number}'`,
    );
    expect(marked).toEqual([{ n: 501 }]);
    expect((await stage.acts(asked.id)).map(({ action, account_id }) => [action, account_id])).toEqual([
      ['disclosure.ask', asker.accountId],
      ['disclosure.approve', city.accountId],
      ['disclosure.made', asker.accountId],
      ['disclosure.download', asker.accountId],
    ]);
  });

  it('are not approved by another account of the same person, nor by a namesake', async () => {
    const unit = await stage.test.world.unit('610926');
    const own = await stage.office('COUNTY_OPERATOR', COUNTY, '吴一平');
    const second = await stage.office('COUNTY_OPERATOR', COUNTY, '县办值班');
    const cadreId = await stage.test.world.cadre(unit, { name: '吴一平', account_id: own.accountId });
    await stage.test.world.insert('role_grant', {
      account_id: second.accountId,
      role: 'CADRE',
      path: unit.path,
      title: '干部',
      cadre_id: cadreId,
    });
    const namesake = await stage.office('CITY_OPERATOR', '6109/', '吴一平');
    const asked = await many(own);
    for (const other of [second, namesake]) {
      const { code, errors } = await stage.decide(other, asked.id, true);
      expect([code, errors[0]?.message]).toEqual([
        'RULE_VIOLATED',
        '提的账号和你是同一个人，或者同名。请另一人决定',
      ]);
    }
    expect((await stage.decide(city, asked.id, false, '不需要这么多人的电话')).errors).toEqual([]);
    expect(await stage.told(own, asked.id)).toMatchObject({
      state: 'REFUSED',
      answer: '不需要这么多人的电话',
    });
  });

  it('are decided once, whoever else says so at the same moment', async () => {
    const asked = await many(asker);
    const words = await Promise.all(
      [colleague, city, colleague, city].map((one, i) =>
        stage.decide(one, asked.id, i < 3, i < 3 ? undefined : '先不要'),
      ),
    );
    expect(words.filter(({ code }) => code === undefined)).toHaveLength(1);
    expect(words.filter(({ code }) => code === 'CONFLICT')).toHaveLength(3);
    const decided = (await stage.acts(asked.id)).filter(({ action }) => /approve|refuse/.test(action));
    expect(decided).toHaveLength(1);
  });

  it('can be taken back by whoever asked, the file with them', async () => {
    const asked = await many(asker);
    expect((await stage.withdraw(colleague, asked.id)).code).toBe('RULE_VIOLATED');
    expect((await stage.withdraw(asker, asked.id)).data?.withdrawDisclosure.state).toBe('WITHDRAWN');
    expect((await stage.decide(city, asked.id, true, undefined, 2)).code).toBe('CONFLICT');
    const made = await many(asker);
    await stage.decide(city, made.id, true);
    await stage.until(asker, made.id, 'READY');
    expect(existsSync(file(made.id))).toBe(true);
    expect((await stage.withdraw(asker, made.id)).errors).toEqual([]);
    expect(existsSync(file(made.id))).toBe(false);
    expect((await stage.fetch(asker, made.id)).statusCode).toBe(409);
  });

  it('are asked for anew where the list has grown beyond what was approved', async () => {
    await stage.homes(villages[3]!, 501, neighbour.headId);
    const asked = await stage.asked(asker, { within: villages[3]!.path });
    await stage.homes(villages[3]!, 40, neighbour.headId);
    await stage.decide(city, asked.id, true);
    const { problem } = await stage.until(asker, asked.id, 'FAILED');
    expect(problem).toBe('同意的是 501 人，现在有 541 人，多得太多。请重新申请');
    expect(existsSync(file(asked.id))).toBe(false);
  });
});

describe('what was approved', () => {
  it('is no more once the asker’s grant is taken back: not made, not fetched, and the file goes', async () => {
    const gone = await stage.office('COUNTY_OPERATOR', COUNTY, '调走的');
    const [before, after] = [await many(gone), await many(gone)];
    await stage.decide(city, after.id, true);
    await stage.until(gone, after.id, 'READY');
    await stage.query(`update role_grant set withdrawn_at = now() where id = '${gone.grantId}'`);
    expect([401, 403]).toContain((await stage.fetch(gone, after.id)).statusCode);
    await stage.decide(city, before.id, true);
    expect((await stage.until(city, before.id, 'FAILED')).problem).toContain('身份现在不能用了');
    await stage.test.app.services.disclosures.sweep();
    expect(existsSync(file(after.id))).toBe(false);
    expect(await stage.told(city, after.id)).toMatchObject({
      state: 'OVER',
      problem: '申请时用的身份现在不能用了，或账号已停用',
    });
  });

  it('holds nobody who was erased, neither made before nor after; a key that is gone breaks nothing', async () => {
    const village = villages[4]!;
    const one = await stage.home(village, '储德明', { phone: '15298766055' });
    const keyless = await stage.home(village, '汪本分', { phone: '15298766066' });
    const left = await stage.home(village, '夏禾苗', { phone: '15298766077' });
    await stage.query(`update household_member set person_key = null where id = '${keyless.headId}'`);
    const first = await stage.asked(asker, {
      within: village.path,
      fields: ['PHONE'],
      reason: '通知储德明等人',
    });
    await stage.until(asker, first.id, 'READY');
    const phones = async (id: string) =>
      rowsOf(await stage.open(asker, id)).map((row) => [row['姓名'], row['联系电话']]);
    expect(await phones(first.id)).toEqual([
      ['储德明', '15298766055'],
      ['汪本分', ''],
      ['夏禾苗', '15298766077'],
    ]);
    const erase = `mutation ($input: AskErasureInput!) { askErasure(input: $input) { id } }`;
    const { askErasure } = await colleague.client.get<{ askErasure: { id: string } }, unknown>(erase, {
      input: { subject: 'HOUSEHOLD', id: one.id, ground: 'CONSENT_WITHDRAWN', reason: '本人书面要求' },
    });
    await city.client.get(`mutation ($input: DecideErasureInput!) { decideErasure(input: $input) { id } }`, {
      input: { id: askErasure.id, version: 1, approve: true },
    });
    expect((await stage.fetch(asker, first.id)).statusCode).toBe(409);
    expect(existsSync(file(first.id))).toBe(false);
    expect((await stage.told(asker, first.id)).problem).toContain('依法删除');
    expect(await stage.query(`select reason from disclosure where id = '${first.id}'`)).toEqual([
      { reason: '已依法删除' },
    ]);
    const again = await stage.asked(asker, { within: village.path, fields: ['PHONE'] });
    await stage.until(asker, again.id, 'READY');
    expect(await phones(again.id)).toEqual([
      ['汪本分', ''],
      ['夏禾苗', '15298766077'],
    ]);
    expect((await stage.acts(left.id)).map(({ action }) => action)).toEqual(['person.disclose', 'person.disclose']); // prettier-ignore
  });

  it('leaves out whoever is being erased while it is written', async () => {
    const village = villages[5]!;
    const going = await stage.home(village, '申去也', { phone: '15298766088' });
    await stage.home(village, '贺留下', { phone: '15298766099' });
    const made = await meanwhile(
      stage.test.urls.ownerUrl,
      (other) =>
        other.query(
          `update household_member set name = '已依法删除', person_key = null, phone_cipher = null, phone_mask = null,
            erased_at = now() where id = $1`,
          [going.headId],
        ),
      async () => {
        const asked = await stage.asked(asker, { within: village.path, fields: ['PHONE'] });
        return stage.until(asker, asked.id, 'READY');
      },
    );
    expect(made.askedRows).toBe(2);
    expect(rowsOf(await stage.open(asker, made.id)).map((row) => row['姓名'])).toEqual(['贺留下']);
  });

  it('is made anew, whole, where a killed process left it halfway', async () => {
    const asked = await many(asker);
    await stage.decide(city, asked.id, true);
    await stage.until(asker, asked.id, 'READY');
    const whole = readFileSync(file(asked.id));
    // As the kill leaves it: on its way, a part of a file, a key and a list of an earlier try.
    await stage.query(`update disclosure set state = 'MAKING', done = 250 where id = '${asked.id}'`);
    await stage.query(`delete from disclosure_person where disclosure_id = '${asked.id}' and position > 250`);
    writeFileSync(file(asked.id), whole.subarray(0, 5000));
    expect((await stage.fetch(asker, asked.id)).statusCode).toBe(409);
    await stage.test.app.services.disclosures.resume();
    await stage.until(asker, asked.id, 'READY');
    expect(rowsOf(await stage.open(asker, asked.id))).toHaveLength(501);
  });

  it('runs out: a question after a day without an answer, a file a day after it was made', async () => {
    const [open, made] = [await many(asker), await many(asker)];
    await stage.decide(city, made.id, true);
    await stage.until(asker, made.id, 'READY');
    const due = await stage.query(`select (expires_at - asked_at = interval '24 hours') as question,
      (select expires_at between now() + interval '23 hours 59 minutes' and now() + interval '24 hours' from disclosure
        where id = '${made.id}') as file from disclosure where id = '${open.id}'`);
    expect(due).toEqual([{ question: true, file: true }]);
    await stage.query(`update disclosure set expires_at = now() where id in ('${open.id}', '${made.id}')`);
    const states = async () =>
      Promise.all([open, made].map(async ({ id }) => (await stage.told(asker, id)).state));
    expect(await states()).toEqual(['EXPIRED', 'OVER']);
    expect((await stage.decide(city, open.id, true)).code).toBe('CONFLICT');
    expect((await stage.fetch(asker, made.id)).statusCode).toBe(409);
    await stage.test.app.services.disclosures.sweep();
    expect(readdirSync(folder())).not.toContain(made.id);
    const left = `select count(*)::int as n from disclosure_person where disclosure_id = '${made.id}'`;
    expect(await stage.query(left)).toEqual([{ n: 0 }]);
    expect(await stage.query(`select run_key, file_key from disclosure where id = '${made.id}'`)).toEqual([
      { run_key: null, file_key: null },
    ]);
    expect(await states()).toEqual(['EXPIRED', 'OVER']);
    // A sheet that is found somewhere: its number tells whose it was.
    expect(await stage.list(city, { number: made.number })).toMatchObject([
      { id: made.id, number: made.number },
    ]);
  });
});
