import {
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  type GraphQLInputType,
} from 'graphql';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildGuardedSchema } from '../../server/src/app/schema.ts';
import { ROLES, type Role } from '../../server/src/platform/auth/role.ts';
import { MAX_LIST } from '../../server/src/platform/graphql/argument-shapes.ts';
import { policyOf } from '../../server/src/platform/graphql/guard.ts';
import { cases } from '../api/access-matrix/cases.ts';
import { everyOperation } from '../api/access-matrix/document.ts';
import { makeScene, type Scene } from '../api/access-matrix/scenery.ts';
import { withApp } from '../support/app.ts';
import type { Client } from '../support/client.ts';

const test = withApp();
const schema = buildGuardedSchema();
const policies = policyOf(schema);
const SOME_ID = '0199aaaa-0000-7000-8000-000000000000';

/** Where in an operation's arguments something lies: names of fields, `0` for the first of a list. */
type Way = readonly string[];
interface Found {
  way: Way;
  type: GraphQLInputType;
  /** Whether it must be there. */
  demanded: boolean;
}

/** Every argument, and every field of every input, that `fits`. */
function places(fits: (name: string, type: GraphQLInputType) => boolean, parts: Found[]): Found[] {
  return parts.flatMap((found) => {
    const type = getNullableType(found.type);
    const demanded = isNonNullType(found.type);
    const here = fits(found.way.findLast((step) => step !== '0') ?? '', type)
      ? [{ ...found, type, demanded }]
      : [];
    if (isListType(type))
      return [...here, ...places(fits, [{ way: [...found.way, '0'], type: type.ofType, demanded }])];
    if (!isInputObjectType(type)) return here;
    const inner = Object.values(type.getFields()).map(({ name, type: of }) => ({
      way: [...found.way, name],
      type: of,
      demanded: isNonNullType(of),
    }));
    return [...here, ...places(fits, inner)];
  });
}

/** The least that a type accepts. */
function least(nullable: GraphQLInputType): unknown {
  const type = getNullableType(nullable);
  if (isListType(type)) return [];
  if (isEnumType(type)) return type.getValues()[0]?.name;
  if (isInputObjectType(type)) {
    const demanded = Object.values(type.getFields()).filter((field) => isNonNullType(field.type));
    return Object.fromEntries(demanded.map((field) => [field.name, field.defaultValue ?? least(field.type)]));
  }
  return { ID: SOME_ID, Int: 1, Boolean: true }[type.name] ?? '某某';
}

/** The variables with one value put in its place, and whatever it takes to get there. */
function put(base: unknown, [step, ...rest]: Way, type: GraphQLInputType, value: unknown): unknown {
  if (step === undefined) return value;
  const here = getNullableType(type);
  if (isListType(here))
    return [put((base as unknown[] | undefined)?.[0] ?? least(here.ofType), rest, here.ofType, value)];
  if (!isInputObjectType(here)) throw new Error(`nothing lies below ${String(here)}`);
  const record = (base ?? least(here)) as Record<string, unknown>;
  return { ...record, [step]: put(record[step], rest, here.getFields()[step]!.type, value) };
}

interface Probe {
  what: string;
  name: string;
  document: string;
  way: Way;
  root: GraphQLInputType;
  type: GraphQLInputType;
  demanded: boolean;
  roles: readonly (Role | null)[];
}

function probes(fits: (name: string, type: GraphQLInputType) => boolean): Probe[] {
  return everyOperation(schema).flatMap(({ name, kind, document }) => {
    const field = (kind === 'query' ? schema.getQueryType() : schema.getMutationType())!.getFields()[name]!;
    const { audience, axes } = policies.get(name)!;
    const roles = audience === 'roles' ? ROLES.filter((role) => axes[role]).slice(0, 1) : ['CADRE' as Role];
    return field.args.flatMap((arg) =>
      places(fits, [{ way: [], type: arg.type, demanded: false }]).map(({ way, type, demanded }) => ({
        what: `${name}(${[arg.name, ...way].join('.')})`,
        name,
        document,
        way: [arg.name, ...way],
        root: arg.type,
        type,
        demanded,
        roles,
      })),
    );
  });
}

/** An id, and the cursor of a page, which is one. */
const ids = probes((name, type) => !isListType(type) && (String(type) === 'ID' || name === 'after'));
const lists = probes((_name, type) => isListType(type));
/** Sentences that explain an act and are kept for good. */
const reasons = probes((name, type) => String(type) === 'String' && ['reason', 'note'].includes(name));
/** Words that must be there: reasons, and what people and things are called. */
const words = probes(
  (name, type) =>
    String(type) === 'String' && ['reason', 'name', 'displayName', 'label', 'why'].includes(name),
).filter(({ demanded, way }) => demanded || !(way.includes('reason') || way.includes('filter')));
/** Calendar days: what ends in `On`, and the bare words for a beginning and an end. */
const days = probes(
  (name, type) => String(type) === 'String' && /^(from|to|on|birthDate|confirmBy)$|On$/.test(name),
);

const pages = probes((name, type) => name === 'number' && String(type) === 'Int');

let scene: Scene;
let askers: Map<Role, Client>;

const PLACE: Partial<Record<Role, string>> = {
  CITY_OPERATOR: '6109/',
  SYSTEM_ADMIN: '',
  SECURITY_ADMIN: '',
  AUDIT_ADMIN: '',
};

beforeAll(async () => {
  scene = await makeScene(test);
  askers = new Map();
  for (const role of ROLES) {
    const path =
      role === 'UNIT_LIAISON' || role === 'CADRE' ? scene.unit.path : (PLACE[role] ?? scene.county.path);
    askers.set(role, await test.world.signedIn(role, path, role === 'CADRE' ? scene.cadreId : null));
  }
});

/** What each role hears first. */
async function refusals({ name, document, way, root, roles }: Probe, value: unknown) {
  const [argument = '', ...inner] = way;
  const heard = [];
  for (const role of roles) {
    const base = (await cases[name]?.variables(scene)) ?? {};
    const variables = { ...base, [argument]: put(base[argument], inner, root, value) };
    const { errors } = await askers.get(role!)!.ask(document, variables);
    heard.push(errors[0]);
  }
  return heard;
}

async function answers(probe: Probe, value: unknown): Promise<unknown[]> {
  return (await refusals(probe, value)).flatMap((error) => [
    error?.extensions['code'] ?? 'no error',
    ...(/[a-z]{4,} must |uuid/i.test(error?.message ?? '') ? [error!.message] : []),
  ]);
}

describe('an id that is none', () => {
  it('there are many', () => expect(ids.length).toBeGreaterThan(70));

  it.each(ids)('$what', async (probe) => {
    for (const bad of ['12', `${SOME_ID}0`, 'x\0y']) {
      for (const said of await answers(probe, bad))
        expect(['INVALID_INPUT', 'NOT_FOUND'], bad).toContain(said);
    }
  });
});

describe('a list without end', () => {
  it('there are several', () => expect(lists.length).toBeGreaterThan(10));

  it.each(lists)('$what', async (probe) => {
    const type = probe.type;
    const item = isListType(type) ? least(type.ofType) : undefined;
    const said = await answers(
      probe,
      Array.from({ length: MAX_LIST + 1 }, () => item),
    );
    expect(new Set(said)).toEqual(new Set(['INVALID_INPUT']));
  });
});

describe('a page far behind the last', () => {
  it('there are many', () => expect(pages.length).toBeGreaterThan(20));

  it.each(pages)('$what', async (probe) => {
    const said = await answers(probe, 2 ** 31 - 1);
    expect(['no error', 'NOT_FOUND', 'INVALID_INPUT']).toEqual(expect.arrayContaining(said));
  });
});

describe('a day that there is not', () => {
  it('there are many', () => expect(days.length).toBeGreaterThan(20));

  it.each(days)('$what', async (probe) => {
    for (const bad of ['2026-02-30', '0000-01-01', '2026-03', '2026-3-1', '2026-03-01T00:00:00Z', '2026-W10'])
      for (const error of await refusals(probe, bad)) {
        expect(error?.extensions['code'], bad).toBe('INVALID_INPUT');
        expect(error?.extensions['fields'], bad).toHaveProperty(probe.way.slice(1));
      }
  });
});

describe('words that are blank', () => {
  it('there are many', () => expect(words.length).toBeGreaterThan(15));

  it.each(words)('$what', async (probe) => {
    for (const error of await refusals(probe, '　 \t')) {
      expect(error?.extensions['code']).toBe('INVALID_INPUT');
      expect(error?.extensions['fields']).toEqual({
        [probe.way.slice(1).join('.')]: expect.stringMatching(/[字称因么]/) as string,
      });
    }
  });
});

describe('a phone in a sentence that stays (R32)', () => {
  it('there are many', () => expect(reasons.length).toBeGreaterThan(15));

  it.each(reasons)('$what', async (probe) => {
    for (const error of await refusals(probe, '本人同意，电话 13991234567')) {
      expect(error?.extensions['code']).toBe('INVALID_INPUT');
      expect(error?.extensions['fields']).toEqual({
        [probe.way.slice(1).join('.')]: expect.stringContaining('请去掉 139 **** 4567') as string,
      });
    }
  });
});
