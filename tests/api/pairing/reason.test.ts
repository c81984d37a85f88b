import { AssignSuggestedDocument, BoardDocument, BoardItemsDocument } from '@qinyou/schema';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Client } from '../../support/client.ts';
import { withBulkStage } from './bulk-stage.ts';
import { COUNTY } from './setting.ts';

const stage = withBulkStage();
let county: Client;

beforeAll(async () => {
  county = await stage.test.world.signedIn('COUNTY_OPERATOR', COUNTY);
  await stage.fill(30, 4);
});

describe('the board’s list', () => {
  it('shows just what is named, with suggestions made for those together', async () => {
    const gaps = { kind: 'GAP' as const };
    const { boardItems: all } = await county.get(BoardItemsDocument, { filter: gaps });
    const ids = [all.items[5]!.id, all.items[0]!.id];
    const { boardItems } = await county.get(BoardItemsDocument, { filter: { ...gaps, ids } });
    expect([boardItems.total, boardItems.items.map(({ id }) => id)]).toEqual([2, ids.toReversed()]);
    expect(new Set(boardItems.items.map(({ suggestion }) => suggestion?.cadre.id)).size).toBe(2);
    const other = await stage.test.world.signedIn('TOWN_OPERATOR', `${COUNTY}610926108/`);
    expect((await other.get(BoardItemsDocument, { filter: { ids } })).boardItems.items).toEqual([]);
  });

  it('shows no light where nobody lives, and says so', async () => {
    const { board } = await county.get(BoardDocument, { within: COUNTY, by: 'REGION' });
    const at = (code: string) => board.branches.find(({ id }) => id === `${COUNTY}${code}/`);
    expect(at('610926108')).toMatchObject({ lamp: 'NONE', reason: '还没有符合条件的农户' });
    expect(at('610926107')?.lamp).toBe('RED');
    const { board: units } = await county.get(BoardDocument, { within: COUNTY, by: 'UNIT' });
    expect([units.area.lamp, units.area.counts.eligible]).toEqual(['RED', 30]);
  });
});

describe('after the close (R5)', () => {
  it('says which field wants the reason, changes nothing without it, and goes on with it', async () => {
    await stage.owner.query(`update confirmation set state = 'CLOSED' where path = $1`, [COUNTY]);
    const { boardItems } = await county.get(BoardItemsDocument, { filter: { kind: 'GAP' } });
    const { householdId, cadre } = boardItems.items[0]!.suggestion!;
    const pairs = [{ householdId, cadreId: cadre.id }];
    const refused = await county.ask(AssignSuggestedDocument, { input: { pairs } });
    expect(refused.errors[0]).toMatchObject({
      message: '平利县 2026 年度已关账，改动要写一句原因',
      extensions: { code: 'RULE_VIOLATED', rule: 'R5', fields: { reason: '写一句为什么' } },
    });
    expect(await stage.count('pairing')).toBe(0);
    const input = { pairs, reason: '新调来的干部' };
    expect((await county.get(AssignSuggestedDocument, { input })).assignSuggested.done).toBe(1);
    expect(await stage.count(`confirmation_change where reason = '新调来的干部'`)).toBeGreaterThan(0);
  });
});
