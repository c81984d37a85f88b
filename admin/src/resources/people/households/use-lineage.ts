import { UndoLineageDocument } from '@qinyou/schema';
import { ready, useTakeBack, type TakeBack } from '../../../shared/index.ts';
import type { HouseholdRecord } from './HouseholdShow.tsx';

/** What the dialogs of a split and a merge get from the page of a household. */
export interface StepProps extends TakeBack {
  household: HouseholdRecord;
  onClose: () => void;
}

/** The way back that the toast offers. */
export const undoOf = (id: string) => ready(UndoLineageDocument, { input: { id } });

/** Takes a split or a merge back, from the page of either household. */
export const useUndoLineage = () =>
  useTakeBack(UndoLineageDocument, ({ input }, reason) => ({ input: { ...input, reason } }));
