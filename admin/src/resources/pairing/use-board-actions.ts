import {
  AssignSuggestedDocument,
  DecideDuplicateDocument,
  UndoPairingActDocument,
  WaiveOfficialsDocument,
  type WaiverReason,
} from '@qinyou/schema';
import { ready, useIntent, withUnit } from '../../shared/index.ts';
import { nameOf, whyKeep, type BoardCadre, type BoardItem, type BoardSuggestion } from './board-words.ts';

export interface Decision {
  item: BoardItem;
  keep: BoardCadre;
  retainOthers: boolean;
  give: { suggestion: BoardSuggestion; cadre: BoardCadre } | null;
  reason: string;
}

const undoOf = (id: string) => ready(UndoPairingActDocument, { id });

/** Everything the board writes: at once, each undone whole by its own mutation. */
export const useBoardActions = () => {
  const assign = useIntent(AssignSuggestedDocument, {
    said: ({ assignSuggested: { done, refused } }) => {
      const left =
        refused.length > 0 ? `，${withUnit(refused.length, '条')}没办：${refused[0]?.message ?? ''}` : '';
      return done > 0 ? `${withUnit(done, '户')}已有干部${left}` : `没办成${left}`;
    },
    undo: ({ assignSuggested: { id, done } }) => (done > 0 ? undoOf(id) : undefined),
  });
  const decide = useIntent(DecideDuplicateDocument, {
    undo: ({ decideDuplicate }) => undoOf(decideDuplicate.id),
    said: () => '已定下留谁',
  });
  const waive = useIntent(WaiveOfficialsDocument, {
    said: ({ waiveOfficials: { done } }) => `${withUnit(done, '人')}已说明原因`,
    undo: ({ waiveOfficials: { id, done } }) => (done > 0 ? undoOf(id) : undefined),
  });

  return {
    pending: assign.pending || decide.pending || waive.pending,
    /** Carries out placements as they were shown. */
    place: (suggestions: readonly BoardSuggestion[]) =>
      assign.run({
        input: { pairs: suggestions.map((s) => ({ householdId: s.householdId, cadreId: s.cadre.id })) },
      }),
    settle: ({ item, keep, retainOthers, give, reason }: Decision) =>
      decide.run({
        input: {
          householdId: item.id,
          keep: [keep.id],
          seen: item.candidates.map((c) => c.id),
          reason,
          retainOthers,
          give: give && { householdId: give.suggestion.householdId, cadreId: give.cadre.id },
        },
      }),
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
