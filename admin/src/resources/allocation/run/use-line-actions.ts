import {
  AllocationPinsDocument,
  SettleAllocationDocument,
  SwapAllocationDocument,
  type AllocationLineRowFragment,
  type AllocationPinKind,
} from '@qinyou/schema';
import { useRef } from 'react';
import { ready, useAsk, useIntent, withUnit } from '../../../shared/index.ts';

export type Line = AllocationLineRowFragment;
export interface Pair {
  householdId: string;
  cadreId: string;
}

/** As many as one page of the list has; more are settled by hand only in ruins of a proposal. */
const MOST_PINS = 200;

export const headOf = ({ household }: Pick<Line, 'household'>): string =>
  household ? `${household.headName}户` : '不归你看的一户';

/** The pair that a line proposes; none where nobody is left for the household. */
export const pairOf = ({ id, proposed }: Line): Pair | null =>
  proposed ? { householdId: id, cadreId: proposed.id } : null;

/** Nothing that is pinned holds against these. */
const CANNOT_STAY = ['FRIEND_STOPPED', 'KIN'];

/** The pair of today of a household that is to change hands, where it could stay. */
export const pairToKeep = ({ id, kind, today, why }: Line): Pair | null =>
  kind === 'MOVED' && today && !why.some((one) => CANNOT_STAY.includes(one))
    ? { householdId: id, cadreId: today.id }
    : null;

export const usePins = (id: string) =>
  useAsk(AllocationPinsDocument, { id, page: { number: 1, size: MOST_PINS } });

const VERB: Readonly<Record<AllocationPinKind, string>> = { PIN: '固定', BAN: '禁止' };

/** What is settled by hand on a run: pinned, forbidden, swapped; each written at once and taken back by the same mutation. */
export const useLineActions = (id: string) => {
  const what = useRef('');
  const pins = usePins(id).data?.allocationPins;
  const kinds = new Map((pins?.items ?? []).map((pin) => [`${pin.householdId} ${pin.cadreId}`, pin.kind]));
  const kindOf = ({ householdId, cadreId }: Pair): AllocationPinKind | null =>
    kinds.get(`${householdId} ${cadreId}`) ?? null;
  const before = useRef<AllocationPinKind | null>(null);
  const settle = useIntent(SettleAllocationDocument, {
    said: (_data, { input: { kind } }) =>
      kind ? `${VERB[kind]}了${what.current}` : `${what.current}交回系统安排`,
    undo: (_data, { input }) =>
      ready(SettleAllocationDocument, { input: { ...input, kind: before.current } }),
  });
  const swap = useIntent(SwapAllocationDocument, { said: () => `${what.current}对调了，两对都固定住` });
  return {
    pins,
    kindOf,
    pending: settle.pending || swap.pending,
    /** Pins or forbids pairs; pressed again it leaves them to the run. */
    settle: (kind: AllocationPinKind, pairs: readonly Pair[], name: string) => {
      what.current = name;
      const [first] = pairs;
      const all = pairs.every((pair) => kindOf(pair) === kind);
      before.current = all ? kind : pairs.length === 1 && first ? kindOf(first) : null;
      return settle.run({ input: { id, kind: all ? null : kind, pairs: [...pairs] } });
    },
    swap: (one: Line, other: Line) => {
      what.current = `${headOf(one)}和${headOf(other)}`;
      return swap.run({ input: { id, householdId: one.id, otherHouseholdId: other.id } });
    },
    /** 这 3 对, 谢玉芳户和张立新. */
    nameOf: (lines: readonly Line[]): string => {
      const [first] = lines;
      return first && lines.length === 1
        ? `${headOf(first)}和${first.proposed?.name ?? ''}`
        : withUnit(lines.length, '对');
    },
  };
};

export type LineActions = ReturnType<typeof useLineActions>;
