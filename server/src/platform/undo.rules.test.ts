import { describe, expect, it } from 'vitest';
import { undoFault, UNDO_WINDOW, type UndoFacts } from './undo.rules.ts';

describe('taking a step back', () => {
  const at = new Date('2026-03-01T08:00:00Z');
  const facts: UndoFacts = { actor: 'me', by: 'me', at, now: at, undone: false, changedSince: false };
  const ask = (change: Partial<UndoFacts> = {}) =>
    undoFault({ ...facts, ...change }, { changedSince: '又有人改过', late: '过了 24 小时' });
  const passed = (milliseconds: number) => ({ now: new Date(at.getTime() + milliseconds) });

  it('is for whoever did it, once, within the day, while nothing changed', () => {
    expect(ask()).toBeNull();
    expect(ask({ actor: 'you' })).toContain('不是你做的');
    expect(ask({ undone: true })).toContain('撤销过了');
    expect(ask({ changedSince: true })).toBe('又有人改过');
    expect(ask(passed(UNDO_WINDOW))).toBeNull();
    expect(ask(passed(UNDO_WINDOW + 1))).toBe('过了 24 小时');
  });
});
