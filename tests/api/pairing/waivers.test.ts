import { beforeAll, describe, expect, it } from 'vitest';
import { UndoPairingActDocument, WaiveOfficialsDocument } from '@qinyou/schema';
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
});
