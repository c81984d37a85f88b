import { COMMON_PASSWORDS } from './common-passwords.ts';

/** Length in signs; both count after Unicode normalisation. */
export const PASSWORD = { min: 8, max: 128 } as const;

/** One and the same password, however it was typed: full-width signs are half-width ones. */
const plain = (text: string) => text.normalize('NFKC').toLowerCase();

const backwards = (row: string) => [...row].toReversed().join('');
const ROWS = ['0123456789', 'abcdefghijklmnopqrstuvwxyz', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm']
  .flatMap((row) => [row, backwards(row)])
  .map((row) => row.repeat(Math.ceil(PASSWORD.max / row.length) + 1));

/** A run along the digits, the alphabet or the keyboard, up or down: 7890123, hgfedcba. */
const isRun = (text: string) => ROWS.some((row) => row.includes(text));

/** Up to four signs over and over: abab…, 20262026…. */
const isRepeated = (text: string) => /^(.{1,4}?)\1+$/su.test(text);

/**
 * Says in Chinese what a new password lacks, or null where it is fine. Length and a list of stolen passwords, no forced classes of
 * signs and no expiry (NIST SP 800-63B).
 */
export function passwordFault(password: string, login: string): string | null {
  const text = plain(password);
  const signs = Array.from(text).length;
  if (signs < PASSWORD.min) return `密码至少 ${PASSWORD.min} 位，现在 ${signs} 位`;
  if (signs > PASSWORD.max) return `密码最多 ${PASSWORD.max} 位`;
  const name = plain(login.trim());
  if (name && text.includes(name)) return '密码里不要带登录名';
  const bare = text.replaceAll(/[\s._@!#*-]+/gu, '');
  if (COMMON_PASSWORDS.has(text) || COMMON_PASSWORDS.has(bare)) {
    return '这个密码很多人在用，一猜就中。换一个，比如几个不相干的词连起来';
  }
  if (new Set(bare).size < 4 || isRun(bare) || isRepeated(bare)) {
    return '密码太有规律，换几个不同的字符';
  }
  return null;
}
