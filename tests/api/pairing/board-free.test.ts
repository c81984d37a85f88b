import { ScheduleHandoverDocument, WithdrawScheduledHandoverDocument } from '@qinyou/schema';
import { sql } from 'kysely';
import { beforeAll, expect, it } from 'vitest';
import { scopeOf } from '../../../server/src/platform/auth/scope.ts';
import { statement } from '../../../server/src/platform/db/query-builder.ts';
import type { Place } from '../../support/world.ts';
import { COUNTY, TODAY, withStage } from './setting.ts';

const stage = withStage();
const world = () => stage.test.world;
const TOWN = `${COUNTY}610926107/`;
const ELSEWHERE = '6109/610921/';
let ids: Record<'idle' | 'busy' | 'inTown' | 'full' | 'waived' | 'retired' | 'far' | 'municipal', string>;
let looksAfter: Place;

const befriend = async (cadreId: string, unit: Place, many: number) => {
  for (let n = 0; n < many; n++) {
    const home = await world().household(stage.villages[0]!);
    await world().pairing(home, stage.villages[0]!, cadreId, unit);
  }
};

beforeAll(async () => {
  looksAfter = await world().unit('610926');
  const far = await world().unit('610921');
  ids = {
    idle: await world().cadre(stage.bureau),
    busy: await world().cadre(looksAfter),
    inTown: await world().cadre(stage.townOffice),
    full: await world().cadre(stage.bureau, { rank: 'TECHNICAL' }),
    waived: await world().cadre(stage.bureau),
    retired: await world().cadre(stage.bureau, { status: 'RETIRED' }),
    far: await world().cadre(far),
    municipal: await world().cadre(stage.municipal),
  };
  await befriend(ids.busy, looksAfter, 1);
  await befriend(ids.full, stage.bureau, 1);
  await world().insert('waiver', {
    year: 2026,
    cadre_id: ids.waived,
    cadre_path: stage.bureau.path,
    reason: 'LONG_ILL',
  });
});

interface Asked {
  counties?: string[];
  towns?: string[];
  villages?: string[];
  named?: string[];
  most?: number;
  /** Who asks; the county where nobody is named. */
  from?: string;
}

/** Whom they find, by the names above, with their loads. */
async function free({
  counties = [COUNTY],
  towns = [],
  villages = [],
  named = [],
  most = 99,
  from = COUNTY,
}: Asked = {}) {
  const rows = await stage.test.app.db.rows(
    scopeOf('territory', from),
    statement(sql<{
      cadre_id: string;
      load: number;
      promised: number;
    }>`select * from board_free(2026, ${TODAY}, ${counties}::text[],
      ${towns}::text[], ${villages}::uuid[], ${named}::uuid[], ${most})`),
  );
  const nameOf = (id: string) => Object.entries(ids).find(([, one]) => one === id)?.[0];
  const promised = ({ promised: n }: (typeof rows)[number]) => (n > 0 ? ` and ${n} promised` : '');
  return rows.map((row) => `${nameOf(row.cadre_id)} ${row.load}${promised(row)}`).toSorted();
}

it.each(['before the loads are summed', 'after'])(
  'finds officials with a place in these counties, the idlest of them, none excused, %s',
  async (when) => {
    if (when === 'after') {
      await stage.test.app.db.rows(
        { axis: 'system', lo: '', hi: '' },
        statement(sql`select fold_board(${TODAY})`),
      );
    }
    expect(await free()).toEqual(['busy 1', 'idle 0', 'inTown 0']);
    expect(await free({ most: 2 })).toEqual(['idle 0', 'inTown 0']);
  },
);

it('finds the idlest of every place, however many are idle elsewhere', async () => {
  await world().insert('village_assignment', {
    unit_id: looksAfter.id,
    village_id: stage.villages[0]!.id,
    from_date: '2025-01-01',
  });
  const [idlest] = await free({ most: 1 });
  expect(await free({ most: 1, towns: [TOWN] })).toEqual([...new Set([idlest, 'inTown 0'])].toSorted());
  expect(await free({ most: 1, villages: [stage.villages[0]!.id] })).toEqual(['busy 1', idlest]);
  const near = { towns: [TOWN], villages: [stage.villages[0]!.id] };
  expect(await free({ ...near, most: 1 })).toEqual([...new Set(['busy 1', idlest, 'inTown 0'])].toSorted());
  expect(await free({ most: 1, named: [ids.busy] })).toEqual(['busy 1', idlest]);
  const both = { counties: [COUNTY, ELSEWHERE], from: '6109/', most: 1 };
  expect(await free(both)).toEqual(['far 0', idlest]);
});

it('goes into no county beyond the scope; of who is named elsewhere the load alone is told', async () => {
  expect(await free({ counties: [ELSEWHERE] })).toEqual([]);
  expect(await free({ counties: [ELSEWHERE], named: [ids.municipal, ids.full] })).toEqual(['municipal 0']);
});

it('gives away nothing that is settled for a day to come: no place that is promised (R1), nobody who is to hand over (R7)', async () => {
  const [home, leaving] = [await world().household(stage.villages[1]!), await world().cadre(stage.bureau)];
  const pairingId = await world().pairing(home, stage.villages[1]!, leaving, stage.bureau);
  const county = await world().signedIn('COUNTY_OPERATOR', COUNTY);
  const order = (successorId: string) => {
    const lines = [{ pairingId, version: 1, successorId }];
    return county.get(ScheduleHandoverDocument, {
      input: { cadreId: leaving, on: '2026-04-01', reason: '退休', lines },
    });
  };
  expect(await free()).toContain('undefined 1');
  const { scheduleHandover } = await order(ids.idle);
  expect(await free()).toEqual(['busy 1', 'idle 0 and 1 promised', 'inTown 0']);
  await county.get(WithdrawScheduledHandoverDocument, {
    input: { id: scheduleHandover.id, version: scheduleHandover.version, reason: '不走了' },
  });
  await order(ids.busy);
  expect(await free()).toEqual(['idle 0', 'inTown 0']);
});
