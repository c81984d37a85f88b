import { beforeAll, expect, it } from 'vitest';
import { withApp } from '../../support/app.ts';
import { Importer } from './importer.ts';

const test = withApp();
const COUNTY = '6109/610926/';
const UNMATCHED = `query ($id: ID!) { importUnmatched(id: $id) { total items { row status } } }`;

let importer: Importer;
let runId: string;
let pair: (householdId: string) => Promise<string>;
let namesakes: string[];

beforeAll(async () => {
  const { world } = test;
  await world.insert('programme_year', { year: 2026, confirm_by: '2026-03-31' });
  const [village] = await world.villages('610926107', 1);
  const unit = await world.unit('610926');
  const cadreId = await world.cadre(unit);
  const path = village!.path;
  namesakes = [
    await world.household(village!, { head_name: '王建国' }),
    await world.household(village!, { head_name: '王建国' }),
  ];
  const made = await Importer.withAccount(test, 'COUNTY_OPERATOR', COUNTY);
  importer = made.importer;
  runId = await world.insert('import_run', {
    kind: 'CADRES',
    account_id: made.accountId,
    grant_id: made.grantId,
    path: COUNTY,
    year: 2026,
    file_name: '名册.xlsx',
    file_bytes: 9,
    state: 'DONE',
    expires_at: new Date(Date.now() + 86_400_000),
  });
  const claim = (row: number, head: string, status: string) =>
    world.insert('pairing_claim', {
      year: 2026,
      cadre_id: cadreId,
      cadre_path: unit.path,
      path,
      claimed_head: head,
      claimed_village: village!.name,
      import_id: runId,
      source_row: row,
      from_date: '2026-01-01',
      status,
    });
  await claim(2, '王建国', 'AMBIGUOUS');
  await claim(3, '王建国', 'AMBIGUOUS');
  await claim(4, '没这户', 'UNKNOWN');
  pair = (householdId) =>
    world.pairing(householdId, { path }, cadreId, unit, { from_date: '2026-01-05', source: 'CHOSEN' });
});

const listed = async () =>
  (
    await importer.client.get<{ importUnmatched: { items: { row: number }[]; total: number } }, unknown>(
      UNMATCHED,
      { id: runId },
    )
  ).importUnmatched;

it('a claim that namesakes answer to leaves the list once the cadre has been paired with one of them by hand', async () => {
  const rows = async () => {
    const { items, total } = await listed();
    expect(total).toBe(items.length);
    return items.map(({ row }) => row);
  };
  expect(await rows()).toEqual([2, 3, 4]);
  await pair(namesakes[0]!);
  expect(await rows()).toEqual([3, 4]);
  await pair(namesakes[1]!);
  expect(await rows()).toEqual([4]);
});
