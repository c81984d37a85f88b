import { sql } from 'kysely';
import type { Actor } from '../../platform/auth/actor.ts';
import { systemScope, type Scope } from '../../platform/auth/scope.ts';
import { tokenHash } from '../../platform/crypto.ts';
import type { Database, UnitOfWork } from '../../platform/db/database.ts';
import { build } from '../../platform/db/query-builder.ts';
import { conflict, invalidInput } from '../../platform/errors.ts';
import { audit } from '../audit/index.ts';
import { reclassify, type Rank, type RankTitles, rankTitles } from '../people/index.ts';
import type { RankMapEffect } from './setting-effect.type.ts';
import { rankChanges, unknownTitles, type MapLine, type TitleCount } from './setting.rules.ts';
import type { RankMap, SaveRankMapInput } from './setting.type.ts';

/** Titles without a line that are named; more help nobody. */
const NAMED = 20;

const shown = (lines: readonly MapLine[]): RankMap => ({
  version: tokenHash(JSON.stringify(lines.map(({ pattern, rank }) => [pattern, rank])))
    .toString('hex')
    .slice(0, 16),
  lines: lines.map(({ pattern, rank }) => ({ id: pattern, pattern, rank })),
});

const mapQuery = build.selectFrom('rank_mapping').select(['pattern', 'rank']).orderBy('position');

/** The rank map in the order in which it decides. */
export const readRankMap = async (db: Database): Promise<RankMap> =>
  shown((await db.rows(systemScope, mapQuery, 'rankMap')) as MapLine[]);

/** What saving these lines would do, without doing it. */
export async function rankMapEffect(
  db: Database,
  scope: Scope,
  input: SaveRankMapInput,
): Promise<RankMapEffect> {
  const after = linesOf(input);
  const [now, titles] = await Promise.all([readRankMap(db), db.rows(scope, rankTitles())]);
  const moves = rankChanges(counted(titles), now.lines, after);
  return {
    people: moves.reduce((sum, { people }) => sum + people, 0),
    moves,
    unknown: unknownTitles(counted(titles), after).slice(0, NAMED),
  };
}

/**
 * Replaces the rank map and gives everybody whose category the old one gave the category of the new one; ends no pairing (R1).
 * @throws CONFLICT with the map as it is, INVALID_INPUT for a line written twice
 */
export async function saveRankMap(
  db: Database,
  actor: Actor,
  scope: Scope,
  input: SaveRankMapInput,
): Promise<RankMap> {
  const after = linesOf(input);
  return db.write(actor, scope, async (unit) => {
    // One writer at a time: rows that both of two writers replace can't be locked one by one.
    await sql`select pg_advisory_xact_lock(hashtext('rank_mapping'))`.execute(unit.sql);
    const before = (await unit.sql
      .selectFrom('rank_mapping')
      .select(['pattern', 'rank'])
      .orderBy('position')
      .execute()) as MapLine[];
    const seen = shown(before);
    if (seen.version !== input.version) throw conflict({ ...seen });
    await replace(unit, after);
    const titles = (await rankTitles(unit.sql).execute()) as TitleCount[];
    const changes = rankChanges(titles, before, after);
    for (const change of changes) await reclassify(unit, change);
    audit(unit, {
      action: 'rankMap.change',
      subjectType: 'rank_mapping',
      path: scope.lo,
      before: { lines: before },
      after: { lines: after, people: changes.reduce((sum, { people }) => sum + people, 0) },
    });
    return shown(after);
  });
}

function linesOf({ lines }: SaveRankMapInput): MapLine[] {
  const trimmed = lines.map(({ pattern, rank }) => ({ pattern: pattern.trim(), rank }));
  const patterns = trimmed.map(({ pattern }) => pattern);
  const twice = patterns.findIndex((pattern, at) => patterns.indexOf(pattern) !== at);
  if (twice >= 0) {
    const first = patterns.indexOf(patterns[twice] ?? '') + 1;
    throw invalidInput({ [`lines.${twice}.pattern`]: `和第 ${first} 行一样，留一行` });
  }
  return trimmed;
}

async function replace(unit: UnitOfWork, lines: readonly MapLine[]): Promise<void> {
  const patterns = lines.map(({ pattern }) => pattern);
  const ranks: Rank[] = lines.map(({ rank }) => rank);
  await sql`delete from rank_mapping where not pattern = any(${patterns}::text[])`.execute(unit.sql);
  await sql`insert into rank_mapping (pattern, rank, position)
    select pattern, rank, n from unnest(${patterns}::text[], ${ranks}::text[]) with ordinality as t(pattern, rank, n)
    on conflict (pattern) do update set rank = excluded.rank, position = excluded.position`.execute(unit.sql);
}

const counted = (rows: readonly RankTitles[]) => rows as TitleCount[];
