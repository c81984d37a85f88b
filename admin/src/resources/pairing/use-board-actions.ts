import {
  AssignSuggestedDocument,
  DecideDuplicateDocument,
  UndoPairingActDocument,
  WaiveOfficialsDocument,
  type WaiverReason,
} from '@qinyou/schema';
import { useRef, useState } from 'react';
import { ready, useIntent, useTakeBack, wantsReason, withUnit, type AskedWhy } from '../../shared/index.ts';
import { nameOf, whyKeep, type BoardCadre, type BoardItem, type BoardSuggestion } from './board-words.ts';

export interface Decision {
  item: BoardItem;
  keep: BoardCadre;
  retainOthers: boolean;
  give: { suggestion: BoardSuggestion; cadre: BoardCadre } | null;
  reason: string;
}

type Pairs = { householdId: string; cadreId: string }[];

const undoOf = (id: string) => ready(UndoPairingActDocument, { id });

/** Everything the board writes: at once, each undone whole by its own mutation. */
export const useBoardActions = () => {
  /** What the toast calls the thing that is being done. */
  const done = useRef('');
  const [why, setWhy] = useState<AskedWhy | null>(null);
  const refusedWithoutReason = useRef('');
  const takeBack = useTakeBack(UndoPairingActDocument, (act, reason) => ({ ...act, reason }));
  const { undoFailed } = takeBack;
  const assign = useIntent(AssignSuggestedDocument, {
    undoFailed,
    said: ({ assignSuggested: { done: n, refused } }) => {
      if (n === 0) return `没交出去：${refused[0]?.message ?? ''}`;
      const left =
        refused.length > 0 ? `；${withUnit(refused.length, '条')}没办：${refused[0]?.message ?? ''}` : '';
      return `${n === 1 ? done.current : `${withUnit(n, '户')}已交出去`}${left}`;
    },
    undo: ({ assignSuggested: { id, done: n } }) => (n > 0 ? undoOf(id) : undefined),
    failed: (error) => {
      if (!wantsReason(error)) return false;
      refusedWithoutReason.current = error.message;
      return true;
    },
  });
  const assignAll = async (pairs: Pairs) => {
    refusedWithoutReason.current = '';
    const from = document.activeElement; // a button that waits loses the focus, so the dialog can't give it back
    const answer = await assign.run({ input: { pairs } });
    if (!refusedWithoutReason.current) return answer;
    const message = refusedWithoutReason.current;
    return new Promise<unknown>((resolve) => {
      setWhy({
        message,
        answer: async (reason) => {
          const then = await assign.run({ input: { pairs, reason } });
          if (!then) return;
          setWhy(null);
          resolve(then);
        },
        leave: () => {
          setWhy(null);
          resolve(undefined);
          if (from instanceof HTMLElement) requestAnimationFrame(() => from.focus());
        },
      });
    });
  };
  const decide = useIntent(DecideDuplicateDocument, {
    undoFailed,
    undo: ({ decideDuplicate }) => undoOf(decideDuplicate.id),
    said: () => done.current,
  });
  const waive = useIntent(WaiveOfficialsDocument, {
    undoFailed,
    said: ({ waiveOfficials: { done } }) => `${withUnit(done, '人')}已说明原因`,
    undo: ({ waiveOfficials: { id, done } }) => (done > 0 ? undoOf(id) : undefined),
  });

  return {
    why: why ?? takeBack.why,
    pending: assign.pending || decide.pending || waive.pending || takeBack.pending,
    /** Carries out placements as they were shown. */
    place: (suggestions: readonly BoardSuggestion[]) => {
      const [first] = suggestions;
      done.current = first ? `${first.headName}户已交给${first.cadre.name}` : '';
      const pairs = suggestions.map((s) => ({ householdId: s.householdId, cadreId: s.cadre.id }));
      return assignAll(pairs);
    },
    settle: ({ item, keep, retainOthers, give, reason }: Decision) => {
      const given = give ? `，${give.suggestion.headName}户交给${give.cadre.name}` : '';
      done.current = `${nameOf(item)}留下${keep.name}${given}`;
      return decide.run({
        input: {
          householdId: item.id,
          keep: [keep.id],
          seen: item.candidates.map((c) => c.id),
          reason,
          retainOthers,
          give: give && { householdId: give.suggestion.householdId, cadreId: give.cadre.id },
        },
      });
    },
    waive: (cadreIds: readonly string[], reason: WaiverReason, note: string | null, year: number | null) =>
      waive.run({ input: { cadreIds: [...cadreIds], reason, note, year } }),
  };
};

export type BoardActions = ReturnType<typeof useBoardActions>;

/** What 照办 does for an item, or null where a person has to choose. */
export const carryOut = (
  actions: BoardActions,
  item: BoardItem,
  today: string,
): (() => Promise<unknown>) | null => {
  const { suggestion } = item;
  if (!suggestion || item.kind === 'WAITING') return null;
  if (item.kind !== 'DUPLICATE') return () => actions.place([suggestion]);
  const [keep, ...others] = item.candidates;
  if (!keep) return null;
  const reason = `${nameOf(item)}留${keep.name}：${whyKeep(keep, others, today)}`;
  return () => actions.settle({ item, keep, retainOthers: false, give: null, reason });
};
