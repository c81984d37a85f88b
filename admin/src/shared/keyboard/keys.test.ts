import { describe, expect, it } from 'vitest';
import { allowedWhileTyping, keyCaps, nextMatch, pressName } from './keys.ts';

const press = (key: string, more: Partial<{ ctrlKey: boolean; metaKey: boolean; altKey: boolean }> = {}) =>
  pressName({ key, ctrlKey: false, metaKey: false, altKey: false, ...more });

describe('keys', () => {
  it('names presses alike, whatever the case and the machine', () => {
    expect(press('G')).toBe('g');
    expect(press('s', { metaKey: true })).toBe('ctrl+s');
    expect(press('Escape')).toBe('Escape');
  });

  it('leaves letters to who is typing', () => {
    expect(allowedWhileTyping('z')).toBe(false);
    expect(allowedWhileTyping('/')).toBe(false);
    expect(allowedWhileTyping('Escape')).toBe(true);
    expect(allowedWhileTyping('ctrl+s')).toBe(true);
  });

  it('completes sequences, and forgets one that leads nowhere', () => {
    const all = ['g h', 'g b', 'j', '/'];
    expect(nextMatch(all, '', 'g')).toEqual({ pending: 'g' });
    expect(nextMatch(all, 'g', 'h')).toEqual({ hit: 'g h', pending: '' });
    expect(nextMatch(all, 'g', 'j')).toEqual({ hit: 'j', pending: '' });
    expect(nextMatch(all, 'g', 'x')).toEqual({ pending: '' });
    expect(nextMatch(all, 'g', 'g')).toEqual({ pending: 'g' });
  });

  it('prints caps', () =>
    expect([keyCaps('g h'), keyCaps('ctrl+s'), keyCaps('?')]).toEqual([['G', 'H'], ['Ctrl', 'S'], ['?']]));
});
