import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { load, type Round, type Target } from './load.ts';

const ROUNDS = Number(process.env['BENCH_ROUNDS'] ?? 7);
const ROUND_MS = Number(process.env['BENCH_MS'] ?? 3000);
/** The tables as data, one file each, for whoever compares runs. */
const folder = join(import.meta.dirname, '../.tmp/bench');

const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
const whole = (value: number) => Math.round(value).toLocaleString('en');

interface Result {
  name: string;
  /** Answers per second: the median of the rounds, the worst and the best. */
  rate: { median: number; least: number; most: number };
  /** Milliseconds, the median of the rounds. */
  p99: number;
  /** Processor milliseconds of an answer, the median of the rounds: they tell the same on a machine that others use too. */
  server: number;
  database: number;
  /** How many times as fast the first server is. */
  ratio: number;
}

/** How many times as fast as each of the others the first is to be. */
export interface Goals {
  postgraphile?: number;
  bare?: number;
}

/** Lets what runs in the background finish, so that nobody's round pays for what another's left behind. */
type Settle = () => Promise<void>;

/** Measures servers in turns, round by round, so that what else the machine does hits all of them. */
async function measure(targets: readonly Target[], settle?: Settle): Promise<Result[]> {
  const rounds = targets.map((target) => ({ target, rounds: [] as Round[] }));
  const round = async (target: Target) => {
    await settle?.();
    return load(target, ROUND_MS);
  };
  for (const { target } of rounds) await round(target); // warm
  for (let nth = 0; nth < ROUNDS; nth++) {
    for (const one of rounds) one.rounds.push(await round(one.target));
  }
  const own = median(rounds[0]?.rounds.map(({ rate }) => rate) ?? []);
  return rounds.map((one) => resultOf(one.target.name, one.rounds, own));
}

/** Measures the first server against the others; prints and stores the table. */
export async function compare(
  title: string,
  data: string,
  targets: readonly Target[],
  goals: Goals = {},
  settle?: Settle,
): Promise<Result[]> {
  const results = await measure(targets, settle);
  process.stdout.write(tableOf(title, data, results, goals));
  store(title, { data, goals, results });
  return results;
}

/**
 * Measures what the first target's answers cost where there is more data; prints and stores how many times as much they do.
 * @param most how many times as much they may
 */
export async function compareCost(title: string, targets: readonly Target[], most: number): Promise<void> {
  const results = await measure(targets);
  const rows = results.map(
    ({ name, rate, p99, server, database, ratio }, place) =>
      `| ${name} | ${whole(rate.median)} | ${p99.toFixed(1)} | ${server.toFixed(2)} | ${database.toFixed(2)} | ${ratio.toFixed(2)} | ${place === 0 ? '' : `≤ ${most}: ${ratio <= most ? 'met' : 'missed'}`} |`,
  );
  process.stdout.write(
    `\n### ${title}\n${conditions()}\n\n| data | answers/s (median) | p99 ms | the service's processor ms | the database's | cost | goal |\n|---|---:|---:|---:|---:|---:|---|\n${rows.join('\n')}\n`,
  );
  store(title, { most, results });
}

const conditions = () =>
  `${ROUNDS} interleaved rounds of ${ROUND_MS / 1000} s, ${cpus().length} cores, Node ${process.version}`;

function store(title: string, found: object): void {
  const record = {
    title,
    rounds: ROUNDS,
    roundMs: ROUND_MS,
    cores: cpus().length,
    node: process.version,
    ...found,
  };
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    join(folder, `${title.replaceAll(/\W+/g, '-').toLowerCase()}.json`),
    JSON.stringify(record, null, 2),
  );
}

function resultOf(name: string, rounds: readonly Round[], own: number): Result {
  const rates = rounds.map(({ rate }) => rate);
  const middle = median(rates);
  return {
    name,
    rate: { median: middle, least: Math.min(...rates), most: Math.max(...rates) },
    p99: median(rounds.map(({ p99 }) => p99)),
    server: median(rounds.map(({ server }) => server)),
    database: median(rounds.map(({ database }) => database)),
    ratio: own / middle,
  };
}

function tableOf(title: string, data: string, results: readonly Result[], goals: Goals): string {
  const wanted = [undefined, goals.postgraphile, goals.bare];
  const rows = results.map(
    ({ name, rate, p99, server, database, ratio }, place) =>
      `| ${name} | ${whole(rate.median)} | ${whole(rate.least)}–${whole(rate.most)} | ${p99.toFixed(1)} | ${server.toFixed(2)} | ${database.toFixed(2)} | ${ratio.toFixed(2)} | ${verdict(ratio, wanted[place])} |`,
  );
  return (
    `\n### ${title}\n${data}, ${conditions()}\n\n` +
    `| server | answers/s (median) | range | p99 ms | its processor ms | the database's | qinyou ÷ it | goal |\n|---|---:|---:|---:|---:|---:|---:|---|\n${rows.join('\n')}\n`
  );
}

const verdict = (ratio: number, goal: number | undefined): string =>
  goal === undefined ? '' : `≥ ${goal}: ${ratio >= goal ? 'met' : 'missed'}`;
