import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compare } from './compare.ts';
import { once, onceEach, type Target } from './load.ts';
import { NESTED, PAGE, PAGE_WITH_TOTAL, PAIR, STORY } from './operations.ts';
import { stopServers } from './servers.ts';
import { openStage, type Stage } from './stage.ts';

let stage: Stage;
const said = () => `${stage.data.pairings.toLocaleString('en')} standing pairings`;
const found = async (target: Target, what: RegExp) => [...(await once(target)).matchAll(what)].map(String);

beforeAll(async () => {
  stage = await openStage();
});
afterAll(async () => {
  await stopServers();
  await stage?.database.drop();
});

/** The same people from each server, as many as there must be. */
async function answerAlike(targets: Target[], what: RegExp, howMany: number): Promise<void> {
  const [own, ...others] = await Promise.all(targets.map((target) => found(target, what)));
  expect(own).toHaveLength(howMany);
  for (const other of others) expect(other.toSorted()).toEqual(own!.toSorted());
}

describe('a page of 25 pairings of a county', () => {
  it('without its total', async () => {
    const targets = stage.targets(PAGE, ['']);
    await answerAlike(targets, /户主\d+/g, 25);
    await compare('Page of 25 pairings of a county', said(), targets, { postgraphile: 2, bare: 0.6 });
  });

  it('with its total', async () => {
    const targets = stage.targets(PAGE_WITH_TOTAL, ['']);
    await answerAlike(targets, /户主\d+/g, 25);
    const totals = await Promise.all(
      targets.map(async (target) => /"total(?:Count)?":"?(\d+)/.exec(await once(target))?.[1]),
    );
    expect(new Set(totals).size).toBe(1);
    await compare('The same page with its total', said(), targets, { postgraphile: 2, bare: 0.6 });
  });
});

it('a household with its story', async () => {
  const { households } = stage.data;
  await answerAlike(stage.targets(STORY, households), /户主\d+|干部\d+|女儿出嫁/g, 7);
  const targets = stage.targets(STORY, households);
  await compare('A household with its story', said(), targets, { postgraphile: 1.25 });
});

it('50 cadres with their pairings and households', async () => {
  const targets = stage.targets(NESTED, ['']);
  const [own, ...others] = await Promise.all(
    targets.map((target) => found(target, /(?:户主|干部|未结)\d+/g)),
  );
  expect(own!.length).toBeGreaterThan(100);
  for (const other of others) expect(other.toSorted()).toEqual(own!.toSorted());
  await compare('50 cadres with their pairings and households', said(), targets, { postgraphile: 1 });
});

it('one pairing written', async () => {
  const { strangers } = stage.data;
  const share = Math.floor(strangers.length / 3);
  const targets = [0, 1, 2].map(
    (nth) => stage.targets(PAIR, strangers.slice(nth * share, (nth + 1) * share), onceEach)[nth]!,
  );
  await compare('One pairing written, with rules, lock and audit', said(), targets, { postgraphile: 1.2 });
});
