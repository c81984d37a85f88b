import { constants, setPriority } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Dice } from '../../seeds/demo/dice.ts';
import { buildGuardedSchema } from '../../server/src/app/schema.ts';
import {
  friendScope,
  scopeOf,
  systemScope,
  type Axis,
  type Scope,
} from '../../server/src/platform/auth/scope.ts';
import { policyOf } from '../../server/src/platform/graphql/guard.ts';
import { WORDS } from '../api/access-matrix/known.ts';
import { makeScene } from '../api/access-matrix/scenery.ts';
import { makeStances, type Stance } from '../api/access-matrix/stage.ts';
import { withApp } from '../support/app.ts';
import { overHttp } from '../support/client.ts';
import { masterKey } from '../support/master-key.ts';
import { startService, type Service } from '../support/service.ts';
import { Lookout } from './lookout.ts';
import { OperationMaker, type Pool, type RandomOperation } from './operations.ts';
import { foreign, namedIn } from './plain.ts';
import { Waits } from './waits.ts';

const OPERATIONS = Number(process.env['FUZZ_OPERATIONS'] ?? 300);
const LONG = OPERATIONS > 1000;
/** The long form is another one each day; `FUZZ_SEED` repeats a run. */
const SEED = Number(process.env['FUZZ_SEED'] ?? (LONG ? Math.floor(Date.now() / 86_400_000) : 1));
const MINUTE = 60_000;
/** How others fare in quiet is looked at that often, too. */
const PAUSE_EVERY = 2000;
const SQL =
  /\b(?:select|insert|update|delete)\b.*\b(?:from|into|set)\b|syntax error|relation "|column "|violates|\.ts:\d/i;

/** The service of the long form reads the same values under the same key. */
const { QINYOU_MASTER_KEY, keys } = masterKey();
const test = withApp({ keys });
let service: Service | null = null;
let others: Lookout | null = null;
const schema = buildGuardedSchema();
const policies = policyOf(schema);
let stances: Stance[];
let pool: Pool;
let owner: pg.Client;
const codes: Record<string, number> = {};
/** How often somebody was told to wait. */
let told = 0;

beforeAll(async () => {
  const { world } = test;
  const scene = await makeScene(test);
  stances = [...(await makeStances(test, scene)), scene.uploader];
  const [, , far] = await world.villages('610902', 3); // another county's people, whom most must never see
  const unit = await world.unit('610902');
  for (let i = 0; i < 5; i++) {
    const cadreId = await world.cadre(unit, { name: `远方${i}` });
    await world.pairing(await world.household(far!), far!, cadreId, unit, {
      from_date: `${scene.year}-01-05`,
    });
  }
  owner = new pg.Client({ connectionString: test.urls.ownerUrl });
  await owner.connect();
  pool = {
    ids: await idsOf(owner),
    texts: [...Object.values(WORDS), ...stances.map(({ path }) => path)],
    years: [scene.year, scene.year - 1],
  };
  if (LONG) await moveOut();
}, 300_000);

afterAll(async () => {
  await owner.end();
  service?.signal('SIGTERM');
  await service?.ended;
});

/** The long form asks a service in a process of its own, with the limits that people have, so that what it costs others is theirs. */
async function moveOut(): Promise<void> {
  const { token } = await test.world.account('COUNTY_OPERATOR', '6109/610926/');
  await test.close();
  const { appUrl, ownerUrl } = test.urls;
  const env = {
    DATABASE_URL: appUrl,
    QINYOU_OWNER_URL: ownerUrl,
    QINYOU_MASTER_KEY,
  };
  service = await startService(test.dataDir, { env });
  await service.ready;
  const origin = `http://127.0.0.1:${service.port}`;
  stances = stances.map((stance) => ({ ...stance, client: stance.client.through(overHttp(origin)) }));
  others = new Lookout(origin, token);
  setPriority(constants.priority.PRIORITY_LOW); // making operations and checking answers is no cost of the service's
}

/** Of everything except accounts: one that is disabled asks nothing any more. */
async function idsOf(client: pg.Client): Promise<string[]> {
  const tables = ['household', 'household_member', 'cadre', 'pairing', 'pairing_claim', 'import_run', 'import_review', 'board_run', 'kin_declaration', 'posting', 'village_assignment', 'confirmation_signature', 'unit', 'scheduled_handover']; // prettier-ignore
  const found: string[] = [];
  for (const table of tables) {
    const { rows } = await client.query<{ id: string }>(`select id::text as id from ${table}`);
    found.push(...rows.map(({ id }) => id));
  }
  const regions = await client.query<{ id: string }>(
    `select id::text as id from region order by code limit 20`,
  );
  return [...found, ...regions.rows.map(({ id }) => id)];
}

/** Where the actor's grant reaches along the axis of the operation. */
function plainScope(axis: Axis | undefined, { path, cadreId }: Pick<Stance, 'path' | 'cadreId'>): Scope {
  if (axis === undefined || axis === 'system') return systemScope;
  return axis === 'friend' ? friendScope(cadreId ?? '') : scopeOf(axis, path);
}

type Answer = Awaited<ReturnType<typeof ask>>;

/** Whoever is told to wait waits, as good clients do. */
async function ask({ client }: Stance, { document, variables }: RandomOperation) {
  for (;;) {
    const answer = await client.ask<Record<string, unknown>, unknown>(document, variables);
    const { retryAfter } = answer.errors[0]?.extensions ?? {};
    if (answer.code !== 'RATE_LIMITED' || typeof retryAfter !== 'number') return answer;
    told += 1;
    await sleep(retryAfter * 1000);
  }
}

function count({ errors }: Answer): void {
  const outcomes =
    errors.length === 0 ? ['done'] : errors.map(({ extensions }) => String(extensions['code']));
  for (const outcome of outcomes) codes[outcome] = (codes[outcome] ?? 0) + 1;
}

/** What is wrong with an answer, or null. */
async function faultOf(
  { role, path, cadreId }: Stance,
  operation: RandomOperation,
  { data, errors }: Answer,
): Promise<string | null> {
  for (const { message, extensions } of errors) {
    const code = String(extensions['code']);
    if (/INTERNAL|GRAPHQL_|BAD_USER_INPUT/.test(code) || SQL.test(message)) return `${code} ${message}`;
  }
  if (!data || !role) return null;
  for (const [name, answer] of Object.entries(data)) {
    const policy = policies.get(operation.roots.get(name) ?? '');
    if (answer === null || policy?.audience !== 'roles') continue;
    const scope = plainScope(policy.axes[role], { path, cadreId });
    const strangers = await foreign(owner, scope, namedIn(answer));
    if (strangers.length > 0) return `${operation.roots.get(name)} shows ${strangers.join()}`;
  }
  return null;
}

it(
  `random operations: ${OPERATIONS} with seed ${SEED}`,
  async () => {
    const dice = new Dice(SEED);
    const maker = new OperationMaker(schema, dice, pool);
    const waits = new Waits(schema, pool);
    await others?.quiet(() => waits.alike());
    const faults: string[] = [];
    const begun = Date.now();
    for (let i = 1; i <= OPERATIONS && faults.length < 20; i++) {
      const stance = dice.pick(stances);
      const operation = maker.next();
      const answer = await waits.timed(() => ask(stance, operation));
      count(answer);
      const fault = await faultOf(stance, operation, answer);
      waits.remember(() => faultOf(stance, operation, answer));
      if (fault) {
        const { document, variables } = operation;
        faults.push(
          `${i}, ${stance.role ?? 'nobody'} at ${stance.relation}: ${fault}\n${document}\n${JSON.stringify(variables)}`,
        );
      }
      if (LONG && i % PAUSE_EVERY === 0) {
        await others?.quiet(() => waits.alike());
        const seconds = Math.round((Date.now() - begun) / 1000);
        console.log(`${i} operations, ${seconds} s, ${faults.length} faults; ${others?.lately()}`);
      }
    }
    const summary = `seed ${SEED}, ${OPERATIONS} operations in ${Math.round((Date.now() - begun) / 1000)} s: ${JSON.stringify(codes)}; told to wait ${told} times`;
    if (LONG || faults.length > 0) console.log(summary);
    const looks = others?.close();
    if (looks) console.log(looks.report);
    expect(faults, `FUZZ_SEED=${SEED} FUZZ_OPERATIONS=${OPERATIONS}`).toEqual([]);
    expect(codes['done'] ?? 0, summary).toBeGreaterThan(OPERATIONS / 20);
    expect(looks?.refused ?? []).toEqual([]);
    expect(looks?.ratio ?? 1, looks?.report).toBeLessThan(2);
  },
  LONG ? 240 * MINUTE : MINUTE,
);
