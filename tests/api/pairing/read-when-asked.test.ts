import { PairDocument } from '@qinyou/schema';
import { expect, it } from 'vitest';
import { COUNTY, withStage } from './setting.ts';

const stage = withStage();

it('a pairing that was ended is read again only where it is asked for', async () => {
  const { world } = stage.test;
  const county = await world.signedIn('COUNTY_OPERATOR', COUNTY);
  const statementsOf = async (fields: string) => {
    const input = {
      householdId: await world.household(stage.villages[0]!),
      cadreId: await world.cadre(stage.bureau),
    };
    const { pairing } = (await county.get(PairDocument, { input })).pair;
    stage.test.forgetStatements();
    await county.get(`mutation ($input: EndPairingInput!) { endPairing(input: $input) { ${fields} } }`, {
      input: { id: pairing!.id, version: pairing!.version, reason: '调离' },
    });
    return stage.test.statements.length;
  };
  await statementsOf('id'); // the first of a session looks up whose it is
  const without = await statementsOf('id');
  expect(await statementsOf('pairing { id }')).toBe(without + 1);
});
