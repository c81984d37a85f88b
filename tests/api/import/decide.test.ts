import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { withApp } from '../../support/app.ts';
import type { Place } from '../../support/world.ts';
import { Importer } from './importer.ts';
import { identity, questionsOf } from './questions.ts';

describe('a question of a roster is decided, and the row that waited is written', () => {
  const test = withApp();
  let city: Importer;
  let county: Importer;
  let town: Importer;
  let otherTown: Importer;
  let otherCounty: Importer;
  let bureau: Place;

  const { rows, one, held, household, headed, friends, bring, reviews, asked, decide } = questionsOf(test);

  beforeAll(async () => {
    const { world } = test;
    await world.insert('programme_year', { year: 2026, confirm_by: '2026-03-31' });
    city = await Importer.signedIn(test, 'CITY_OPERATOR', '6109/');
    county = await Importer.signedIn(test, 'COUNTY_OPERATOR', (await world.region('610926')).path);
    otherCounty = await Importer.signedIn(test, 'COUNTY_OPERATOR', (await world.region('610922')).path);
    town = await Importer.signedIn(test, 'TOWN_OPERATOR', (await world.region('610926105')).path);
    otherTown = await Importer.signedIn(test, 'TOWN_OPERATOR', (await world.region('610926109')).path);
    bureau = await world.unit('610926', { name: '平利县水利局' });
  });

  it('another head: the household stays one, its friends stay, the former head stays a member; the row is gone', async () => {
    await bring(county, 'households', `A1,洛河镇,双垭村,田一,${identity(1)},3,未脱贫,`);
    await bring(county, 'cadres', `平利县水利局,徐立,${identity(800)},一级科员,田一,洛河镇,双垭村,`);
    const { id } = (await household('A1'))!;
    expect(await friends(id)).toEqual(['徐立']);
    // The new head is claimed by the same roster that calls the household by that name.
    await bring(county, 'cadres', `平利县水利局,严明,${identity(801)},一级科员,田二,洛河镇,双垭村,`);
    await bring(county, 'households', `A1,洛河镇,双垭村,田二,${identity(2)},5,未脱贫,`);
    expect(await household('A1')).toMatchObject({ head: '田一', size: 3 });
    expect(await held()).toBe(1);

    const review = await asked(town, '田二');
    expect(review.choices.map(({ decision }) => decision)).toEqual(['TAKEN', 'SEPARATE', 'RETURNED']);
    expect(review.says).toContainEqual({
      label: '户主证件号码',
      shown: `610926 ******** ${identity(2).slice(-4)}`,
    });
    expect((await decide(town, review, 'CLAIMED')).code).toBe('INVALID_INPUT');
    expect((await decide(town, review, 'TAKEN')).errors).toEqual([]);
    expect((await decide(town, review, 'TAKEN')).errors, 'a second click is the same').toEqual([]);
    expect((await decide(town, review, 'RETURNED')).code).toBe('CONFLICT');

    expect(await household('A1')).toMatchObject({ id, head: '田二', size: 5 });
    const members = await rows(sql<{ name: string; relation: string }>`
      select name, relation from household_member where household_id = ${id} order by name`);
    expect(members).toEqual([
      { name: '田一', relation: 'OTHER' },
      { name: '田二', relation: 'HEAD' },
    ]);
    expect(await friends(id)).toEqual(['徐立']);
    // The claim of that name found its household, and is one of two: it waits on the duplicate board.
    expect(
      await one(sql<{ status: string; household_id: string }>`
        select status, household_id from pairing_claim where claimed_head = '田二'`),
    ).toEqual({ status: 'OPEN', household_id: id });
    expect(await held()).toBe(0);
    const [entry] = await rows(sql<{ after: Record<string, unknown>; reason: string }>`
      select after, reason from audit_entry where action = 'importReview.decide' and subject_id = ${review.id}`);
    expect(entry).toMatchObject({ after: { kind: 'OTHER_HEAD', decision: 'TAKEN', rows: 1, written: id } });
  });

  it('another one under the same number: written without it, and its claim becomes a pairing', async () => {
    await bring(county, 'households', `B1,洛河镇,双垭村,梅一,${identity(11)},3,未脱贫,`);
    await bring(county, 'cadres', `平利县水利局,鲁平,${identity(802)},一级科员,梅二,洛河镇,双垭村,`);
    await bring(county, 'households', `B1,洛河镇,双垭村,梅二,${identity(12)},2,未脱贫,`);
    expect((await decide(county, await asked(county, '梅二'), 'SEPARATE')).errors).toEqual([]);
    expect(await household('B1')).toMatchObject({ head: '梅一' });
    const made = (await headed('梅二'))!;
    expect(made).toMatchObject({ number: null, village: '双垭村委会' });
    expect(await friends(made.id)).toEqual(['鲁平']);
    expect(await held()).toBe(0);
  });

  it('what is returned is destroyed, and asked again when the same roster comes again', async () => {
    await bring(county, 'households', 'C1,洛河镇,双垭村,向一,,3,未脱贫,');
    await bring(county, 'households', 'C1,洛河镇,双垭村,向二,,4,未脱贫,');
    expect((await decide(county, await asked(county, '向二'), 'RETURNED')).errors).toEqual([]);
    expect(await household('C1')).toMatchObject({ head: '向一', size: 3 });
    expect(await held()).toBe(0);
    await bring(county, 'households', 'C1,洛河镇,双垭村,向二,,4,未脱贫,');
    expect((await decide(county, await asked(county, '向二'), 'RETURNED')).errors).toEqual([]);
  });

  it('is a conflict where what is stored has changed since; the row keeps waiting', async () => {
    await bring(county, 'households', 'D1,洛河镇,双垭村,龙一,,3,未脱贫,');
    await bring(county, 'households', 'D1,洛河镇,双垭村,龙二,,4,未脱贫,');
    const review = await asked(county, '龙二');
    await rows(sql`update household set head_name = '龙三' where number = 'D1'`);
    const late = await decide(county, review, 'TAKEN');
    expect(late.code).toBe('CONFLICT');
    expect(late.errors[0]?.message).toContain('库里已经变了');
    expect(await household('D1')).toMatchObject({ head: '龙三', size: 3 });
    expect(await held()).toBe(1);
    expect((await decide(county, review, 'RETURNED')).errors).toEqual([]);
  });

  it('a newer roster’s row takes the place of the one that waits, and who saw that one has to look again', async () => {
    await bring(county, 'households', 'E1,洛河镇,双垭村,方一,,3,未脱贫,');
    await bring(county, 'households', 'E1,洛河镇,双垭村,方二,,4,未脱贫,');
    const seen = await asked(county, '方二');
    await bring(county, 'households', 'E1,洛河镇,双垭村,方二,,6,未脱贫,');
    expect(await held()).toBe(1);
    expect((await decide(county, seen, 'TAKEN')).code).toBe('CONFLICT');
    expect((await decide(county, await asked(county, '方二'), 'TAKEN')).errors).toEqual([]);
    expect(await household('E1')).toMatchObject({ head: '方二', size: 6 });
  });

  it('moved to another town: asked of the office above both, and of neither town; history goes along', async () => {
    await bring(county, 'households', `F1,正阳镇,让河村,侯一,${identity(21)},3,未脱贫,`);
    await bring(county, 'cadres', `平利县水利局,赖成,${identity(803)},一级科员,侯一,正阳镇,让河村,`);
    const { id } = (await household('F1'))!;
    await bring(county, 'households', `F1,洛河镇,双垭村,侯一,${identity(21)},3,未脱贫,`);
    for (const office of [town, otherTown]) {
      expect((await reviews(office)).filter(({ name }) => name === '侯一')).toEqual([]);
    }
    const review = await asked(county, '侯一');
    expect((await decide(town, review, 'TAKEN')).code).toBe('NOT_FOUND');
    expect((await decide(county, review, 'TAKEN')).errors).toEqual([]);
    expect(await household('F1')).toMatchObject({ id, village: '双垭村委会' });
    expect(await friends(id)).toEqual(['赖成']);
  });

  it('a number in use in another town is the county’s case: the same household, moved here', async () => {
    await bring(otherTown, 'households', `G1,正阳镇,让河村,祝一,${identity(31)},3,未脱贫,`);
    const { id } = (await household('G1'))!;
    await bring(town, 'households', `G1,洛河镇,丰坝村,祝一,${identity(31)},4,未脱贫,`);
    expect((await reviews(town)).filter(({ name }) => name === '祝一')).toEqual([]);
    const review = await asked(county, '祝一');
    expect((await decide(county, review, 'TAKEN')).errors).toEqual([]);
    expect(await household('G1')).toMatchObject({ id, village: '丰坝村委会', size: 4 });
    expect(await held()).toBe(0);
  });

  it('… or not the same: written without the number; a 户编号 by itself is such a case, too', async () => {
    await bring(otherTown, 'households', `H1,正阳镇,让河村,屈一,${identity(41)},3,未脱贫,`);
    await bring(town, 'households', 'H1,洛河镇,丰坝村,屈二,,4,未脱贫,');
    expect((await decide(county, await asked(county, '屈二'), 'SEPARATE')).errors).toEqual([]);
    expect(await headed('屈二')).toMatchObject({ number: null, village: '丰坝村委会' });
    expect(await household('H1')).toMatchObject({ head: '屈一', village: '让河村委会' });
  });

  it('a member of another household does not bring that household along', async () => {
    await bring(otherTown, 'households', `I1,正阳镇,让河村,宁一,${identity(51)},3,未脱贫,`);
    const { id } = (await household('I1'))!;
    await otherTown.client.get<unknown, unknown>(
      'mutation ($input: AddMemberInput!) { addMember(input: $input) { id } }',
      { input: { householdId: id, name: '宁二', relation: 'SON', identity: identity(52) } },
    );
    await bring(town, 'households', `I2,洛河镇,丰坝村,宁二,${identity(52)},1,未脱贫,`);
    const review = await asked(county, '宁二');
    expect((await decide(county, review, 'TAKEN')).code).toBe('RULE_VIOLATED');
    expect(await household('I1')).toMatchObject({ head: '宁一', village: '让河村委会' });
    expect((await decide(county, review, 'SEPARATE')).errors).toEqual([]);
    expect(await household('I2')).toMatchObject({ head: '宁二', village: '丰坝村委会' });
  });

  it('a cadre of another county is the city’s case: came over with all of the 帮扶户, or stayed and only has them', async () => {
    await bring(
      county,
      'households',
      'J1,洛河镇,双垭村,乔一,,3,未脱贫,',
      'J2,洛河镇,双垭村,乔二,,3,未脱贫,',
      'J3,洛河镇,双垭村,乔三,,3,未脱贫,',
    );
    await bring(
      otherCounty,
      'cadres',
      `石泉县林业局,邬安,${identity(810)},一级科员,,,,`,
      `石泉县林业局,邬平,${identity(811)},一级科员,,,,`,
    );
    await bring(
      county,
      'cadres',
      `平利县水利局,邬安,${identity(810)},一级科员,乔一,洛河镇,双垭村,`,
      `平利县水利局,邬安,${identity(810)},一级科员,乔二,洛河镇,双垭村,`,
      `平利县水利局,邬平,${identity(811)},二级科员,乔三,洛河镇,双垭村,`,
    );
    for (const office of [county, otherCounty]) {
      expect((await reviews(office)).filter(({ name }) => name.startsWith('邬'))).toEqual([]);
    }
    const stays = await asked(city, '邬平');
    expect(stays.choices.map(({ decision }) => decision)).toEqual([
      'TAKEN',
      'CLAIMED',
      'SEPARATE',
      'RETURNED',
    ]);
    expect((await decide(city, await asked(city, '邬安'), 'TAKEN')).errors).toEqual([]);
    expect((await decide(city, stays, 'CLAIMED')).errors).toEqual([]);
    const where = await rows(sql<{ name: string; unit: string; rank: string; friends: string[] }>`
      select c.name, u.name as unit, c.rank_title as rank, array(select h.head_name from pairing p join household h on h.id = p.household_id
        where p.cadre_id = c.id and p.withdrawn_at is null order by 1) as friends
      from cadre c join unit u on u.id = c.unit_id where c.name like '邬%' order by c.name collate "C"`);
    expect(where).toEqual([
      { name: '邬安', unit: '平利县水利局', rank: '一级科员', friends: ['乔一', '乔二'] },
      { name: '邬平', unit: '石泉县林业局', rank: '一级科员', friends: ['乔三'] },
    ]);
    expect(await held()).toBe(0);
  });

  it('a question about a cadre whom the city administers is the city’s, not the county’s that brought the roster (R6)', async () => {
    await bring(
      county,
      'cadres',
      `平利县税务局,游清,${identity(820)},一级科员,,,,借调到省局`,
      `平利县水利局,游明,${identity(821)},一级科员,,,,借调到省厅`,
    );
    expect(
      (await reviews(county)).filter(({ name }) => name.startsWith('游')).map(({ name }) => name),
    ).toEqual(['游明']);
    const review = await asked(city, '游清');
    expect(review.choices).toEqual([{ decision: 'NOTED', label: '记下，不再列' }]);
    expect((await decide(city, review, 'NOTED')).code, 'a note is what it is about').toBe('INVALID_INPUT');
  });

  it('somebody missing from the city’s roster is asked of the office that administers the unit', async () => {
    await test.world.cadre(bureau, { name: '缺席人' });
    await bring(city, 'cadres', `平利县水利局,徐立,${identity(800)},一级科员,田一,洛河镇,双垭村,`);
    expect((await reviews(county)).filter(({ name }) => name === '缺席人').map(({ kind }) => kind)).toEqual([
      'MISSING',
    ]);
  });

  it('keeps what waits sealed', async () => {
    await bring(county, 'households', 'K1,洛河镇,双垭村,屠一,,3,未脱贫,');
    await bring(county, 'households', `K1,洛河镇,双垭村,屠二,${identity(61)},4,未脱贫,`);
    const [row] = await rows(sql<{ text: string }>`select to_jsonb(h)::text as text from import_held_row h`);
    expect(row!.text).not.toContain(Buffer.from('屠二').toString('hex'));
    expect(row!.text).not.toContain(Buffer.from(identity(61)).toString('hex'));
    await decide(county, await asked(county, '屠二'), 'RETURNED');
  });
});
