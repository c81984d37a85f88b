import pg from 'pg';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Role } from '../../../server/src/platform/auth/role.ts';
import { withApp } from '../../support/app.ts';
import type { Place } from '../../support/world.ts';

/** What is promised at the worst, with the line of notices cut. */
const PROMISED_MS = 5000;
/** Sooner than a session is believed without asking (3 s): only a notice brings it about. */
const NOTICED_MS = 1500;

const test = withApp();
let url = '';
let bureau: Place;

beforeAll(async () => {
  url = await test.app.http.listen({ host: '127.0.0.1', port: 0 });
  bureau = await test.world.unit('610926');
});

/** Over the network, under a session that stays open. */
const asks =
  (token: string) =>
  async (query: string, variables: object = {}) => {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie: `qinyou_session=${token}` },
      body: JSON.stringify({ query, variables }),
    });
    const { errors } = (await response.json()) as { errors?: { extensions: { code: string } }[] };
    return errors?.[0]?.extensions.code ?? 'allowed';
  };
const LIST = '{ households { total } }';

const owner = async (statement: string) => {
  const client = new pg.Client({ connectionString: test.urls.ownerUrl });
  await client.connect();
  await client.query(statement);
  await client.end();
};
const notices = (state: 'enable' | 'disable') =>
  owner(
    ['role_grant', 'account', 'session']
      .map((table) => `alter table ${table} ${state} trigger tell_sessions`)
      .join(';'),
  );

/** Somebody of the bureau, at work at this very moment. */
async function atWork(role: Role) {
  const cadreId = await test.world.cadre(bureau);
  const own = role === 'CADRE' ? cadreId : null;
  const { accountId, grantId, token } = await test.world.account(role, bureau.path, own);
  await owner(`update cadre set account_id = '${accountId}' where id = '${cadreId}'`);
  const ask = asks(token);
  expect(await ask(LIST)).toBe('allowed'); // and so the session is known, and believed
  return { ask, grantId, cadreId };
}
type AtWork = Awaited<ReturnType<typeof atWork>>;

/** What is done to whom, and what they then hear. */
const changes: [what: string, role: Role, change: (person: AtWork) => Promise<void>, heard: string][] = [
  [
    'a grant withdrawn by the county',
    'UNIT_LIAISON',
    async ({ grantId }) => {
      const county = await test.world.signedIn('COUNTY_OPERATOR', '6109/610926/');
      await county.get('mutation($id: ID!) { withdrawGrant(id: $id) }', { id: grantId });
    },
    'FORBIDDEN',
  ],
  [
    'an account disabled by the liaison',
    'CADRE',
    async ({ cadreId }) => {
      const liaison = await test.world.signedIn('UNIT_LIAISON', bureau.path);
      await liaison.get('mutation($input: SetAccountDisabledInput!) { setAccountDisabled(input: $input) }', {
        input: { cadreId, disabled: true, reason: '账号被别人借用' },
      });
    },
    'UNAUTHENTICATED',
  ],
  [
    'another role under the same grant',
    'UNIT_LIAISON',
    ({ grantId }) => owner(`update role_grant set role = 'AUDIT_ADMIN', path = '' where id = '${grantId}'`),
    'FORBIDDEN',
  ],
];

/** Milliseconds from the end of the change until it is felt, asked again and again as a page that stays open does. */
async function feltAfter({ ask }: AtWork, heard: string): Promise<number> {
  const begun = performance.now();
  for (;;) {
    const answer = await ask(LIST);
    const passed = performance.now() - begun;
    if (answer === heard || passed > PROMISED_MS + 1000) return passed;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

describe('a session that is open', () => {
  afterEach(() => notices('enable'));

  it.each(changes)('%s is felt at once', async (_what, role, change, heard) => {
    const person = await atWork(role);
    await change(person);
    expect(await feltAfter(person, heard)).toBeLessThan(NOTICED_MS);
  });

  it.each(changes)(
    '%s is felt within five seconds where no notice arrives',
    async (_what, role, change, heard) => {
      await notices('disable');
      const person = await atWork(role);
      await change(person);
      const passed = await feltAfter(person, heard);
      expect(passed).toBeLessThan(PROMISED_MS);
      expect(passed, 'the session was believed meanwhile').toBeGreaterThan(NOTICED_MS);
    },
  );
});
