import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compare, compareCost } from './compare.ts';
import { PAIRINGS } from './data.ts';
import { once, onceEach, type Target } from './load.ts';
import { NESTED, PAGE, PAGE_WITH_TOTAL, PAIR, STORY } from './operations.ts';
import { stopServers } from './servers.ts';
import { settled } from './settled.ts';
import { openService, openStage, type Stage } from './stage.ts';

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
  it('at fifty times the data', async () => {
    const sizes = [Math.ceil(PAIRINGS / 50), PAIRINGS];
    const services = [];
    for (const size of sizes)
      services.push(await openService(`${size.toLocaleString('en')} pairings`, size, PAGE));
    const targets = services.map(({ target }) => target);
    for (const target of targets) expect(await found(target, /户主\d+/g)).toHaveLength(25);
    await compareCost('Cost of the page at fifty times the data', targets, 1.2);
    await stopServers(targets.map(({ pids }) => pids.server));
    for (const { database } of services) await database.drop();
  });

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
  const title = 'One pairing written, with rules, lock and audit';
  await compare(title, said(), targets, { postgraphile: 1.2 }, settled(stage.database));
});
