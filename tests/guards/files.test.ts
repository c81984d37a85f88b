import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');
const SKIP = new Set(['node_modules', 'dist', 'generated', '.tmp', '.data', '.git']);
/** Split at this length: what doesn't fit on a few screens does more than one thing. */
const MOST_LINES = 400;

const files = list(root).map((path) => ({ path: relative(root, path), text: readFileSync(path, 'utf8') }));
const code = files.filter(({ path }) => /\.(?:ts|tsx|sql|mjs|cjs)$/.test(path));
const tests = files.filter(({ path }) => /\.test\.tsx?$/.test(path));
const self = relative(root, import.meta.filename);

function list(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => !SKIP.has(entry.name))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return list(path);
      return /\.(?:ts|tsx|sql|mjs|cjs|json|ya?ml|md|graphql|html|css)$|(?:^|\/)run$/.test(entry.name)
        ? [path]
        : [];
    });
}

/** Paths of the files that the pattern occurs in, with the first occurrence. */
function occurrences(among: typeof files, pattern: RegExp): string[] {
  return among.flatMap(({ path, text }) => {
    const found = path === self ? null : pattern.exec(text);
    return found ? [`${path}: ${found[0].trim()}`] : [];
  });
}

describe('files', () => {
  test('are found at all', () => {
    expect(code.length).toBeGreaterThan(100);
    expect(tests.length).toBeGreaterThan(5);
  });

  test(`are at most ${MOST_LINES} lines long`, () => {
    const long = code
      .map(({ path, text }) => ({ path, lines: text.trimEnd().split('\n').length }))
      .filter(({ lines }) => lines > MOST_LINES);
    expect(long).toEqual([]);
  });

  test('leave no test out', () => {
    expect(
      occurrences(
        tests,
        /\b(?:describe|test|it|suite|bench)(?:\.\w+)*\.(?:only|skip|skipIf|runIf|todo|fails)\b|\bx(?:it|describe)\(/,
      ),
    ).toEqual([]);
  });

  test('silence no checker without saying why', () => {
    expect(occurrences(code, /@ts-(?:ignore|nocheck)|(?:eslint|oxlint)-disable(?!.* -- \S).*/)).toEqual([]);
  });

  test('name no path of the machine they were written on', () => {
    const machine = /(?:^|[\s'"`(=])\/(?:work|home\/\w|Users\/\w|root\/\w)[\w/.-]*/m;
    expect(occurrences(files, machine)).toEqual([]);
  });

  test('ask nothing of a far server', () => {
    const cdn =
      /https?:\/\/(?!127\.0\.0\.1|localhost|(?:\w+\.)?example\b|www\.w3\.org|json\.schemastore\.org)[\w.-]+\.[a-z]{2,}/;
    const served = files.filter(
      ({ path }) =>
        /^(?:admin\/(?:src|index\.html|public)|server\/src)/.test(path) && !/\.test\.tsx?$/.test(path),
    );
    expect(occurrences(served, cdn)).toEqual([]);
  });
});
