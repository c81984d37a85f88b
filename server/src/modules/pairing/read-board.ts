import type { Scope } from '../../platform/auth/scope.ts';
import type { Database } from '../../platform/db/database.ts';
import { notFound } from '../../platform/errors.ts';
import { countsOf, nodesOf, type Count, type Node } from './board-figures.queries.ts';
import type { BoardArgs } from './board.inputs.ts';
import { areaOf } from './board.sql.ts';
import type { Board, BoardBranch, BoardCounts } from './board.type.ts';
import { light } from './confirmation/light.rules.ts';
import { settingOf, type Setting } from './setting.ts';

/**
 * The board of an area: its own figures and those of its branches, counted in one snapshot from the definition (R2, R5).
 * @throws NOT_FOUND for an area that is not there or not in scope
 */
export async function readBoard(db: Database, scope: Scope, today: string, args: BoardArgs): Promise<Board> {
  const setting = await settingOf(db, scope, args.year);
  const path = args.within ?? scope.lo;
  const { lo, hi } = areaOf(scope, path);
  if (lo !== path || lo >= hi) throw notFound('个地方');
  const asked = { year: setting.year, today, path, by: args.by };
  const [nodes, counts] = await Promise.all([nodesOf(db, scope, asked), countsOf(db, scope, asked)]);
  const area = nodes.find((node) => node.id === path);
  if (!area) throw notFound('个地方');

  const under = Map.groupBy(counts, ({ branch }) => branch);
  const branch = (node: Node) => lit(node, under.get(node.id) ?? [], setting, today);
  // By unit a duplicate shows at each unit that has a part in it; the area counts it once, under its own path.
  const own = args.by === 'UNIT' ? (under.get(path) ?? []) : counts;
  return {
    id: path,
    year: setting.year,
    confirmBy: setting.confirmBy,
    today,
    cap: setting.cap,
    area: lit(area, own, setting, today),
    above: nodes.filter((node) => node.id.length < path.length).map(branch),
    branches: nodes.filter((node) => node.id.length > path.length).map(branch),
  };
}

/** Levels of the territory, where households live. */
const PLACES: readonly string[] = ['CITY', 'COUNTY', 'TOWN', 'VILLAGE', 'GROUP'];

/** A branch with its figures and its light. */
function lit(node: Node, counted: readonly Count[], { confirmBy }: Setting, today: string): BoardBranch {
  const counts = sum(counted);
  const left = counts.duplicates + counts.gaps + counts.officials;
  // Nobody to be a friend to is no good news: no light, and that is why.
  if (left === 0 && counts.eligible === 0 && PLACES.includes(node.level)) {
    return { ...node, counts, lamp: 'NONE', reason: '还没有符合条件的农户' };
  }
  const { lamp, sentence } = light({ left, solved: counts.solved, today, deadline: confirmBy });
  return { ...node, counts, lamp, reason: sentence };
}

const FIELD = {
  DUPLICATE: 'duplicates',
  GAP: 'gaps',
  OFFICIAL: 'officials',
  WAITING: 'waiting',
  SOLVED: 'solved',
  ELIGIBLE: 'eligible',
  COVERED: 'covered',
} as const;

function sum(counts: readonly Count[]): BoardCounts {
  const total: BoardCounts = {
    duplicates: 0,
    gaps: 0,
    officials: 0,
    waiting: 0,
    eligible: 0,
    covered: 0,
    solved: 0,
  };
  for (const { kind, n } of counts) total[FIELD[kind]] += n;
  return total;
}
