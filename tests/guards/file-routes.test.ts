import { beforeAll, describe, expect, it } from 'vitest';
import { ADMINISTRATORS, ROLES, type Role } from '../../server/src/platform/auth/role.ts';
import { allPolicies } from '../../server/src/platform/auth/policy.ts';
import { withApp } from '../support/app.ts';

const test = withApp();
const SOMETHING = '0193a000-0000-7000-8000-000000000000';

/** Every route beside GraphQL that carries a file, with the policy that stands before it. */
const FILES: Record<string, string> = {
  'GET /ledger.xlsx': 'ledger.export',
  'GET /board.xlsx': 'pairing.board',
  'GET /download/list/:kind': 'lists.export',
  'POST /upload/import/:kind': 'importRuns',
  'GET /download/import/template/:kind': 'importRuns',
  'GET /download/import/refused/:id': 'importRuns',
  'GET /download/disclosure/:id': 'disclosure.ask',
  'GET /download/allocation/:id': 'allocation.run',
};
/** Whatever is the same for everybody. */
const OPEN = ['GET /health', 'GET /graphql', 'POST /graphql'];

const tokens = new Map<Role, string>();
const ask = (route: string, token: string | null) => {
  const [method = 'GET', path = ''] = route.split(' ');
  return test.app.http.inject({
    method: method as 'GET' | 'POST',
    url: path.replace(':kind', 'cadres').replace(':id', SOMETHING),
    headers: { 'x-qinyou': '1', ...(token && { cookie: `qinyou_session=${token}` }) },
  });
};

describe('routes that carry files', () => {
  beforeAll(async () => {
    const unit = await test.world.unit('610926');
    const cadreId = await test.world.cadre(unit);
    for (const role of ROLES) {
      const path = ADMINISTRATORS.some((one) => one === role)
        ? ''
        : role === 'UNIT_LIAISON' || role === 'CADRE'
          ? unit.path
          : '6109/610926/';
      tokens.set(role, (await test.world.account(role, path, role === 'CADRE' ? cadreId : null)).token);
    }
  });

  it('are all listed here, each under a policy there is', () => {
    const routes = test.app.http
      .printRoutes({ commonPrefix: false })
      .split('\n')
      .flatMap((line) => {
        const found = /(\/\S*) \(([A-Z, ]+)\)/.exec(line);
        const methods = found?.[2]?.split(', ').filter((method) => method !== 'HEAD') ?? [];
        return methods.map((method) => `${method} ${found![1]}`);
      });
    expect(routes.toSorted()).toEqual([...OPEN, ...Object.keys(FILES)].toSorted());
    const known = new Set(allPolicies().map(({ name }) => name));
    expect(Object.values(FILES).filter((name) => !known.has(name))).toEqual([]);
  });

  it.each(Object.entries(FILES))('%s turns away whom %s does not name', async (route, name) => {
    const policy = allPolicies().find((one) => one.name === name)!;
    expect((await ask(route, null)).statusCode).toBe(401);
    for (const role of ROLES) {
      const { statusCode } = await ask(route, tokens.get(role)!);
      expect(statusCode === 403, `${role}: ${statusCode}`).toBe(policy.axes[role] === undefined);
      expect(statusCode, role).not.toBe(500);
    }
  });
});
