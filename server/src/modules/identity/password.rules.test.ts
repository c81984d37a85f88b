import { describe, expect, it } from 'vitest';
import { COMMON_PASSWORDS } from './common-passwords.ts';
import { passwordFault } from './password.rules.ts';

const COMMON = '这个密码很多人在用，一猜就中。换一个，比如几个不相干的词连起来';
const REGULAR = '密码太有规律，换几个不同的字符';

describe('a new password', () => {
  it.each([
    ['短了1', '密码至少 8 位，现在 3 位'],
    ['x'.repeat(129), '密码最多 128 位'],
    ['hello-chenxw-2026', '密码里不要带登录名'],
    ['HELLO-ＣＨＥＮＸＷ-2026', '密码里不要带登录名'],
    ['Password123', COMMON],
    ['qinyou-2026', COMMON],
    ['１２３４５６７８', COMMON],
    ['woaini_1314', COMMON],
    ['aaaabbbbaaaa', REGULAR],
    ['7890123456', REGULAR],
    ['poiuytrewq', REGULAR],
    ['stuvwxyz', REGULAR],
    ['98765432', REGULAR],
    ['7a9b7a9b7a9b', REGULAR],
    ['平利 茶园 三月 开', null],
    ['全是汉字也可以用', null],
    ['correct horse battery', null],
  ])('%s → %s', (password, fault) => expect(passwordFault(password, 'chenxw')).toBe(fault));

  it('is not held against an empty login name', () =>
    expect(passwordFault('平利茶园三月开花', '')).toBeNull());

  it('refuses each password of the list, and the list holds none that is too short to matter', () => {
    for (const common of COMMON_PASSWORDS) {
      expect(passwordFault(common, 'chenxw'), common).not.toBeNull();
      expect(Array.from(common).length, common).toBeGreaterThanOrEqual(8);
    }
  });
});
