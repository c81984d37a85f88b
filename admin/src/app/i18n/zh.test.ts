import { describe, expect, it } from 'vitest';
import english from 'ra-language-english';
import { zh } from './zh.ts';

type Tree = { [key: string]: string | Tree };
const keys = (tree: Tree, at = ''): string[] =>
  Object.entries(tree).flatMap(([k, v]) => (typeof v === 'string' ? [`${at}${k}`] : keys(v, `${at}${k}.`)));
const texts = (tree: Tree): string[] =>
  Object.values(tree).flatMap((v) => (typeof v === 'string' ? [v] : texts(v)));
const at = (tree: Tree, key: string): string =>
  key.split('.').reduce<string | Tree>((t, k) => (t as Tree)[k] ?? '', tree) as string;

describe('the Chinese bundle', () => {
  const [zhTree, enTree] = [zh, english] as unknown as [Tree, Tree];

  it('has exactly the keys of the English one', () =>
    expect(keys(zhTree).sort()).toEqual(keys(enTree).sort()));

  it('keeps to the placeholders that react-admin fills', () => {
    const holes = (text: string) => [...text.matchAll(/%\{(\w+)\}/g)].map((m) => m[1] ?? '');
    for (const key of keys(zhTree)) {
      const known = new Set([...holes(at(enTree, key)), 'smart_count', 'name', 'recordRepresentation']);
      for (const hole of holes(at(zhTree, key))) expect(known.has(hole), `${key}: ${hole}`).toBe(true);
    }
  });

  it('says what happened and what to do, not 确定, 提交, 操作失败', () => {
    for (const text of texts(zhTree)) expect(text).not.toMatch(/确定|提交|操作失败|操作成功|非法|您/);
  });

  it('puts a space between 汉字 and digits', () => {
    for (const text of texts(zhTree)) expect(text).not.toMatch(/[\u4e00-\u9fff]\d|\d[\u4e00-\u9fff]/);
  });
});
