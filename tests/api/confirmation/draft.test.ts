import { beforeAll, describe, expect, it } from 'vitest';
import { clicks, withStage } from './setting.ts';

const stage = withStage();
const ROWS = `query($filter: ConfirmationRowFilter!, $page: PageInput) { confirmationRows(filter: $filter, page: $page) {
  total comparedWith items { change cadre head village since previous retained } } }`;

interface Rows {
  confirmationRows: {
    total: number;
    comparedWith: string;
    items: { change: string; cadre: string; head: string; previous: string | null; retained: boolean }[];
  };
}

describe('the draft of a unit beside last year', () => {
  const rows = async (changes?: string[], year = 2026) =>
    (await stage.liaison.get<Rows, unknown>(ROWS, { filter: { unitId: stage.bureau.id, year, changes } }))
      .confirmationRows;

  beforeAll(async () => {
    const { world } = stage.test;
    const [here] = stage.villages;
    const staying = await world.cadre(stage.bureau, { name: '邹成林' });
    const leaving = await world.cadre(stage.bureau, { name: '龚启明' });
    const household = (head: string) => world.household(here!, { head_name: head });
    const [kept, handed, ended, fresh] = [
      await household('甲'),
      await household('乙'),
      await household('丙'),
      await household('丁'),
    ];
    await stage.pair(staying, stage.bureau, kept, here!, '2025-01-10');
    await stage.pair(leaving, stage.bureau, handed, here!, '2025-01-10', '2025-09-01');
    await stage.pair(staying, stage.bureau, handed, here!, '2025-09-01');
    await stage.pair(leaving, stage.bureau, ended, here!, '2025-01-10', '2025-10-01');
    await world.pairing(ended, here!, leaving, stage.bureau, {
      kind: 'RETAINED',
      from_date: '2025-10-01',
      source: 'HANDOVER',
    });
    await stage.pair(leaving, stage.bureau, fresh, here!, '2026-02-01');
  });

  it('tells new, taken over and ended, differences first, against what stood on last year’s last day', async () => {
    const { total, comparedWith, items } = await rows();
    expect(comparedWith).toBe('2025 年 3 月 31 日在册的结对');
    expect(total).toBe(4);
    expect(
      items.map(({ change, cadre, head, previous, retained }) => [change, cadre, head, previous, retained]),
    ).toEqual([
      ['MOVED', '邹成林', '乙', '龚启明', false],
      ['ENDED', '龚启明', '丙', null, true],
      ['NEW', '龚启明', '丁', null, false],
      ['SAME', '邹成林', '甲', null, false],
    ]);
    expect((await clicks.unit(stage.liaison, stage.bureau.id)).unit.differences).toEqual({
      same: 1,
      added: 1,
      moved: 1,
      ended: 1,
    });
  });

  it('filters and pages', async () => {
    expect((await rows(['NEW', 'ENDED'])).items.map(({ change }) => change)).toEqual(['ENDED', 'NEW']);
    const page = { number: 2, size: 3 };
    const second = await stage.liaison.get<Rows, unknown>(ROWS, {
      filter: { unitId: stage.bureau.id, year: 2026 },
      page,
    });
    expect(second.confirmationRows).toMatchObject({ total: 4, items: [{ change: 'SAME' }] });
  });

  it('compares with the list that was signed, once there is one, and keeps names that left the unit', async () => {
    const old = { year: 2025, unit_id: stage.bureau.id, path: stage.bureau.path, state: 'DRAFT' };
    await stage.test.world.insert('confirmation', old); // the unit is younger than that year
    stage.clock.set('2025-03-20');
    const signed = await clicks.signUnit(stage.liaison, 'confirmUnit', {
      unitId: stage.bureau.id,
      version: 1,
      year: 2025,
    });
    expect(signed.errors).toEqual([]);
    stage.clock.set('2026-03-10');
    const { app } = stage.test;
    const nobody = { accountId: null, grantId: null };
    await app.db.write(nobody, { axis: 'system', lo: '', hi: '' }, (work) =>
      work.sql
        .updateTable('cadre')
        .set({ unit_id: stage.municipal.id, path: stage.municipal.path })
        .where('name', '=', '龚启明')
        .execute(),
    );
    const { comparedWith, items } = await rows();
    expect(comparedWith).toBe('2025 年签过的名单');
    // The unit may not read the cadre who went, nor his household, any more: their names come from what it signed.
    expect(items.map(({ change, cadre, head, previous }) => [change, cadre, head, previous])).toEqual([
      ['MOVED', '邹成林', '乙', '龚启明'],
      ['ENDED', '龚启明', '丙', null],
      ['SAME', '邹成林', '甲', null],
    ]);
  });
});
