import { expect, it } from 'vitest';
import { initials, loginStem } from './pinyin.ts';

it.each([
  ['柯昌富', 'kcf', 'kecf'],
  ['单春梅', 'scm', 'shancm'],
  ['吕建国', 'ljg', 'lvjg'],
  ['阿依古丽·买买提', 'ayglmmt', 'ayglmmt'],
  ['陈晓雯2', 'cxw2', 'chenxw2'],
])('%s → %s, %s', (name, short, stem) => {
  expect(initials(name)).toBe(short);
  expect(loginStem(name)).toBe(stem);
});
