import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { parse } from 'graphql';
import type { Lamp } from '../../shared/index.ts';

export interface Todo {
  id: string;
  lamp: Lamp;
  title: string;
  reason: string | null;
  /** ISO date. */
  due: string | null;
  /** A path of the console. */
  to: string;
  /** A verb: 去补齐. */
  action: string;
}

export interface CoverageTile {
  id: string;
  name: string;
  path: string;
  to: string;
  eligible: number;
  gaps: number;
  duplicates: number;
  /** The share that is missing, 0 to 1. */
  missing: number;
  lamp: Lamp;
  reason: string | null;
}

export interface Confirmation {
  year: number;
  deadline: string;
  lamp: Lamp;
  reason: string;
  remaining: number;
  pacePerDay: number;
  finishOn: string | null;
  neededPerDay: number | null;
  gaps: number;
  gapsWeekAgo: number | null;
  duplicates: number;
  duplicatesWeekAgo: number | null;
  officials: number;
  officialsWeekAgo: number | null;
  unitsConfirmed: number;
  unitsTotal: number;
}

export interface Home {
  asOf: string;
  todos: Todo[];
  coverage: { eligible: number; covered: number; tiles: CoverageTile[] } | null;
  confirmation: Confirmation | null;
}

export const HomeDocument = parse(`query Home($path: String, $year: Int) {
  home(path: $path, year: $year) {
    asOf
    todos { id lamp title reason due to action }
    coverage { eligible covered tiles { id name path to eligible gaps duplicates missing lamp reason } }
    confirmation {
      year deadline lamp reason remaining pacePerDay finishOn neededPerDay gaps gapsWeekAgo duplicates duplicatesWeekAgo
      officials officialsWeekAgo unitsConfirmed unitsTotal
    }
  }
}`) as TypedDocumentNode<{ home: Home }, { path?: string | null; year?: number | null }>;
