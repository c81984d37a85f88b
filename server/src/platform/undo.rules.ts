/** How long somebody may take back what they did, in milliseconds. The toast offers it for 8 s, the page of what was done for the day. */
export const UNDO_WINDOW = 24 * 60 * 60 * 1000;

export interface UndoFacts {
  actor: string;
  by: string;
  at: Date;
  now: Date;
  undone: boolean;
  /** Something of it has been changed since, by anybody. */
  changedSince: boolean;
}

/** What is taken back knows best what to do instead. */
export interface UndoSentences {
  changedSince: string;
  late: string;
}

/** A step is taken back by whoever did it, once, within the day, while everything it touched is as it left it: why it is not. */
export function undoFault(
  { actor, by, at, now, undone, changedSince }: UndoFacts,
  sentences: UndoSentences,
): string | null {
  if (actor !== by) return '这一步不是你做的，不能由你撤销';
  if (undone) return '这一步已经撤销过了';
  if (changedSince) return sentences.changedSince;
  return now.getTime() - at.getTime() > UNDO_WINDOW ? sentences.late : null;
}
