import { EndPairingDocument } from '@qinyou/schema';
import { expect, it } from 'vitest';
import { meanwhile } from '../../support/meanwhile.ts';
import { COUNTY, TODAY, withStage } from './setting.ts';

const stage = withStage();

it('a pairing that somebody else ends at the same moment is not ended over theirs', async () => {
  const { world, urls } = stage.test;
  const village = stage.villages[0]!;
  const cadreId = await world.cadre(stage.bureau);
  const id = await world.pairing(await world.household(village), village, cadreId, stage.bureau);
  const county = await world.signedIn('COUNTY_OPERATOR', COUNTY);
  const answer = await meanwhile(
    urls.ownerUrl,
    (other) =>
      other.query(
        `update pairing set to_date = '2026-03-01', end_reason = '先到的', version = version + 1 where id = $1`,
        [id],
      ),
    () => county.ask(EndPairingDocument, { input: { id, version: 1, to: TODAY, reason: '后到的' } }),
  );
  expect(answer.code).toBe('CONFLICT');
  expect(await county.get(`query ($id: ID!) { pairing(id: $id) { to endReason } }`, { id })).toEqual({
    pairing: { to: '2026-03-01', endReason: '先到的' },
  });
});
