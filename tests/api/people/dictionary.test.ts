import { describe, expect, it } from 'vitest';
import { within } from '../../../server/src/modules/import/facts/reader.ts';
import { readingContext } from '../../../server/src/modules/import/facts/reference.ts';
import { TODAY, withPeople } from './stage.ts';

const stage = withPeople();
const LIST = `{ dictionary(dictionary: "POVERTY_CAUSE") { code label aliases from to version } }`;
const ADD = `mutation ($input: AddDictionaryEntryInput!) { addDictionaryEntry(input: $input) { code label from version } }`;
const EDIT = `mutation ($input: EditDictionaryEntryInput!) { editDictionaryEntry(input: $input) { label to version } }`;
const EDIT_HOUSEHOLD = `mutation ($input: EditHouseholdInput!) { editHousehold(input: $input) { version } }`;

const city = () => stage.test.world.signedIn('CITY_OPERATOR', '6109/');
const entry = (more: object) => ({
  input: { dictionary: 'POVERTY_CAUSE', aliases: [], from: '2026-01-01', ...more },
});
const fieldsOf = ({ errors }: { errors: { extensions: Record<string, unknown> }[] }) =>
  errors[0]?.extensions['fields'];
const use = async (cause: string) => {
  const { id } = await stage.home(stage.here, `用${cause}`);
  return stage.town.ask(EDIT_HOUSEHOLD, { input: { id, version: 1, cause } });
};

describe('an entry of a dictionary', () => {
  it('is added, used by records from its day on, and ended', async () => {
    const client = await city();
    expect(await client.get(ADD, entry({ code: 'FLOOD_2026', label: '因洪灾' }))).toEqual({
      addDictionaryEntry: { code: 'FLOOD_2026', label: '因洪灾', from: '2026-01-01', version: 1 },
    });
    expect((await use('FLOOD_2026')).errors).toEqual([]);
    await client.get(ADD, entry({ code: 'LATER', label: '以后才有', from: '2099-01-01' }));
    expect(fieldsOf(await use('LATER'))).toHaveProperty('cause');
    const end = { ...entry({}).input, code: 'FLOOD_2026', version: 1, label: '因洪灾', from: undefined };
    const early = await client.ask(EDIT, { input: { ...end, to: '2025-12-31' } });
    expect(fieldsOf(early)).toEqual({ to: '它从 2026-01-01 起用，停用要在那以后' });
    await client.get(EDIT, { input: { ...end, to: '2026-02-01' } });
    expect(fieldsOf(await use('FLOOD_2026'))).toHaveProperty('cause');
    const { dictionary } = await client.get<{ dictionary: { code: string }[] }, unknown>(LIST);
    expect(dictionary.at(-2)).toMatchObject({ code: 'FLOOD_2026', to: '2026-02-01', version: 2 });
  });

  it('has a code and a label of its own, and a day that exists', async () => {
    const client = await city();
    const refusal = async (more: object) => fieldsOf(await client.ask(ADD, entry(more)));
    const taken = { code: 'ILLNESS', label: '另一种病' };
    expect(await refusal(taken)).toEqual({ code: '这个代码已经用过了，换一个' });
    expect(await refusal({ code: 'ILL_2', label: '因病' })).toEqual({ label: '「因病」已经有了' });
    const twice = { code: 'ILL_3', label: '重病', aliases: ['癌症', '大病'] };
    expect(await refusal(twice)).toEqual({ aliases: '「大病」已经记在「因病」下，一个写法只能归一项' });
    expect(await refusal({ code: 'ILL_4', label: '大病' })).toEqual({
      label: '「大病」已经记在「因病」下，一个写法只能归一项',
    });
    expect(await refusal({ code: 'flood', label: '洪水' })).toHaveProperty('code');
    const noDay = { code: 'NO_DAY', label: '没这天', from: '2026-02-30' };
    expect(await refusal(noDay)).toHaveProperty('from');
  });

  it('frees its words when it ends, and is taken up again only while nobody else has them', async () => {
    const client = await city();
    const [old, young] = ['HAIL_2025', 'HAIL_2026'].map((code) => ({
      code,
      label: '因冰雹',
      aliases: ['雹灾'],
    }));
    await client.get(ADD, entry({ ...old, from: '2025-01-01' }));
    const end = { dictionary: 'POVERTY_CAUSE', ...old, version: 1, to: '2026-01-01' };
    await client.get(EDIT, { input: end });
    await client.get(ADD, entry({ ...young }));
    const again = await client.ask(EDIT, { input: { ...end, version: 2, to: null } });
    expect(fieldsOf(again)).toEqual({ label: '「因冰雹」已经有了' });
    const { causes } = await stage.test.app.db.write(
      { accountId: null, grantId: null },
      { axis: 'system', lo: '', hi: '' },
      (unit) => readingContext(within(unit), '6109/', TODAY),
    );
    const read = causes.find(({ aliases }) => aliases.includes('雹灾'));
    expect(read?.code, 'a roster means the one in use').toBe('HAIL_2026');
  });

  it('of two who add one code at once is one', async () => {
    const client = await city();
    const both = ['甲写的', '乙写的'].map((label) => client.ask(ADD, entry({ code: 'TWICE', label })));
    expect((await Promise.all(both)).map(({ code }) => code).toSorted()).toEqual([
      'INVALID_INPUT',
      undefined,
    ]);
  });

  it('is not overwritten by who saw an older one, and each change is on record', async () => {
    const client = await city();
    const edit = (label: string, version: number) =>
      client.ask(EDIT, {
        input: { dictionary: 'POVERTY_CAUSE', code: 'WATER', aliases: ['没水'], label, version },
      });
    expect((await edit('缺饮水', 1)).errors).toEqual([]);
    const stale = await edit('缺灌溉水', 1);
    expect(stale.code).toBe('CONFLICT');
    expect(stale.errors[0]?.extensions['current']).toMatchObject({
      version: 2,
      label: '缺饮水',
      aliases: ['没水'],
    });
    const rows = await stage.test.app.db.write(
      { accountId: null, grantId: null },
      { axis: 'system', lo: '', hi: '' },
      ({ sql }) =>
        sql.selectFrom('audit_entry').selectAll().where('subject_type', '=', 'dictionary').execute(),
    );
    const said = rows.map(({ action, after }) => `${action} ${(after as { code: string }).code}`);
    expect(said).toEqual(expect.arrayContaining(['dictionary.add FLOOD_2026', 'dictionary.edit WATER']));
    expect(said.filter((text) => text.endsWith('WATER'))).toHaveLength(1);
  });

  it('is the city’s to change', async () => {
    expect((await stage.county.ask(ADD, entry({ code: 'COUNTY_OWN', label: '县里的' }))).code).toBe(
      'FORBIDDEN',
    );
  });
});
