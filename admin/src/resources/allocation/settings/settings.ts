import type { AllocationRunPartsFragment, AllocationSettingPartsFragment, Rank } from '@qinyou/schema';
import type { Weights } from '../allocation-words.ts';
import { WEIGHTS } from '../allocation-words.ts';
import { RANKS } from '../../settings/year-fields.ts';
import type { Quotas } from './QuotaSteppers.tsx';

/** What a run goes by, as the sliders hold it. */
export interface Settings {
  hardFrom: number;
  weights: Weights;
  firstVillageIds: string[];
}

const weightsOf = (weights: Weights): Weights =>
  Object.fromEntries(WEIGHTS.map((name) => [name, weights[name]])) as Record<keyof Weights, number>;

/** Those of a year or of a run, without what GraphQL adds. */
export const settingsOf = (
  from: AllocationRunPartsFragment['settings'] | AllocationSettingPartsFragment,
): Settings => ({
  hardFrom: from.hardFrom,
  weights: weightsOf(from.weights),
  firstVillageIds: 'firstVillageIds' in from ? from.firstVillageIds : [],
});

export const sameSettings = (a: Settings, b: Settings): boolean =>
  a.hardFrom === b.hardFrom &&
  WEIGHTS.every((name) => a.weights[name] === b.weights[name]) &&
  a.firstVillageIds.join() === b.firstVillageIds.join();

export const quotasOf = (lines: readonly { rank: Rank; households: number }[]): Quotas =>
  Object.fromEntries(
    RANKS.map((rank) => [rank, lines.find((line) => line.rank === rank)?.households ?? 0]),
  ) as Record<Rank, number>;

export const sameQuotas = (a: Quotas, b: Quotas): boolean => RANKS.every((rank) => a[rank] === b[rank]);

export const quotaLines = (quotas: Quotas) => RANKS.map((rank) => ({ rank, households: quotas[rank] }));
