import { randomBytes } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { keysOutside, rewrapAll } from '../../../server/src/app/rotate-keys/wrapped.ts';
import { checkSign, PersonVault, personColumns } from '../../../server/src/modules/people/index.ts';
import { systemScope } from '../../../server/src/platform/auth/scope.ts';
import { Vault } from '../../../server/src/platform/crypto.ts';
import { withApp } from '../../support/app.ts';
import type { Place } from '../../support/world.ts';

const key = (kid: number) => ({ kid, wrapKey: randomBytes(32), indexKey: randomBytes(32) });
const [old, current] = [key(1), key(2)];
const NUMBER = '61092619800101001';

describe('two people who were given the same number in the moment in which the key turned', () => {
  const test = withApp({ keys: [current, old] });
  /** Of a process that has not heard of the new key, and of one that has. */
  const before = new PersonVault(new Vault([old]));
  const after = new PersonVault(new Vault([current]));
  const number = NUMBER + checkSign(NUMBER);
  const ids = { cadres: [] as string[], households: [] as string[], members: [] as string[] };
  let village: Place;

  beforeAll(async () => {
    const { world } = test;
    const unit = await world.unit('610926');
    [village] = (await world.villages('610926107', 1)) as [Place];
    for (const vault of [before, after]) {
      const columns = () => personColumns(vault.person({ identity: number }));
      ids.cadres.push(await world.cadre(unit, { name: '周文涛', ...columns() }));
      const household = await world.household(village);
      ids.households.push(household);
      const member = { household_id: household, path: village.path, name: '储德明' };
      ids.members.push(await world.insert('household_member', { ...member, ...columns() }));
    }
  });

  const rotate = () => rewrapAll(test.app.db, test.app.vault, () => undefined);
  const change = (table: 'cadre' | 'household_member', id: string, values: object) =>
    test.app.db.write({ accountId: null, grantId: null }, systemScope, ({ sql }) =>
      sql.updateTable(table).set(values).where('id', '=', id).execute(),
    );

  it('stop the rotation with a sentence that leads to both, without name or number; it goes on once one is mended', async () => {
    const cadres = await rotate().catch((error: unknown) => error);
    expect(cadres).toMatchObject({ name: 'StartError', message: expect.stringContaining('改正其中一人') });
    const said = (cadres as Error).message;
    for (const id of ids.cadres) expect(said).toContain(`/cadres/${id}/show`);
    expect(said).not.toMatch(new RegExp(`周文涛|${number}`));

    await change('cadre', ids.cadres[1]!, { identity_index: null, identity_cipher: null });
    const members = await rotate().catch((error: unknown) => error);
    for (const id of ids.households) expect((members as Error).message).toContain(`/households/${id}/show`);

    await change('household_member', ids.members[1]!, { left_on: '2026-11-01' });
    expect(await rotate()).toBe(1);
    expect(await keysOutside(test.app.db, [current.kid])).toEqual(new Map());
  });
});
