import { beforeAll, describe, expect, it } from 'vitest';
import {
  PairDocument,
  UndoPairingActDocument,
  WaiveOfficialsDocument,
  WithdrawWaiverDocument,
} from '@qinyou/schema';
import { systemScope } from '../../../server/src/platform/auth/scope.ts';
import type { Client } from '../../support/client.ts';
import { COUNTY, withStage } from './setting.ts';

const stage = withStage();
let county: Client;

beforeAll(async () => {
  county = await stage.test.world.signedIn('COUNTY_OPERATOR', COUNTY);
});

describe('waiveOfficials (R5)', () => {
  it('excuses a batch once, with a reason, and takes it back', async () => {
    const cadreIds = [await stage.test.world.cadre(stage.bureau), await stage.test.world.cadre(stage.bureau)];
    const input = { cadreIds, reason: 'LONG_ILL' as const };
    const { waiveOfficials: act } = await county.get(WaiveOfficialsDocument, { input });
    expect(act.done).toBe(2);
    expect((await county.get(WaiveOfficialsDocument, { input })).waiveOfficials.done).toBe(0);
    await county.get(UndoPairingActDocument, { id: act.id });
    const standing = await stage.test.app.db.write(
      { accountId: null, grantId: null },
      systemScope,
      ({ sql }) =>
        sql
          .selectFrom('waiver')
          .where('cadre_id', 'in', cadreIds)
          .where('withdrawn_at', 'is', null)
          .selectAll()
          .execute(),
    );
    expect(standing).toEqual([]);
  });

  it('wants a sentence for another reason, and excuses nobody of the city’s or of another county', async () => {
    const other = { cadreIds: [await stage.test.world.cadre(stage.bureau)], reason: 'OTHER' as const };
    expect(
      (await county.ask(WaiveOfficialsDocument, { input: other })).errors[0]?.extensions['fields'],
    ).toHaveProperty('note');
    const stranger = await stage.test.world.cadre(await stage.test.world.unit('610921'));
    for (const id of [stranger, await stage.test.world.cadre(stage.municipal)]) {
      const answer = await county.ask(WaiveOfficialsDocument, {
        input: { cadreIds: [id], reason: 'RETIRED' },
      });
      expect(answer.code).toBe('NOT_FOUND');
    }
  });

  it('is taken back when somebody is back, by whoever may excuse, and they may be given a household', async () => {
    const { world } = stage.test;
    const [cadreId, householdId] = [
      await world.cadre(stage.bureau),
      await world.household(stage.villages[0]!),
    ];
    await county.get(WaiveOfficialsDocument, { input: { cadreIds: [cadreId], reason: 'LONG_ILL' } });
    expect((await county.ask(PairDocument, { input: { householdId, cadreId } })).code).toBe('RULE_VIOLATED');
    const elsewhere = await world.signedIn('COUNTY_OPERATOR', '6109/610921/');
    expect((await elsewhere.ask(WithdrawWaiverDocument, { input: { cadreId } })).code).toBe('NOT_FOUND');
    const colleague = await world.signedIn('COUNTY_OPERATOR', COUNTY);
    await colleague.get(WithdrawWaiverDocument, { input: { cadreId, reason: '病愈上班' } });
    const rows = await stage.test.app.db.write({ accountId: null, grantId: null }, systemScope, ({ sql }) =>
      sql
        .selectFrom('audit_entry as e')
        .innerJoin('waiver as w', 'w.id', 'e.subject_id')
        .where('w.cadre_id', '=', cadreId)
        .where('e.action', '=', 'waiver.withdraw')
        .select(['e.reason', 'e.path'])
        .execute(),
    );
    expect(rows).toEqual([{ reason: '病愈上班', path: stage.bureau.path }]);
    expect((await colleague.ask(WithdrawWaiverDocument, { input: { cadreId } })).code).toBe('NOT_FOUND');
    await county.get(PairDocument, { input: { householdId, cadreId } });
  });
});
