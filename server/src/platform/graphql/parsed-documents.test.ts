import { parse } from 'graphql';
import { expect, it } from 'vitest';
import { ParsedDocuments } from './parsed-documents.ts';

const document = (letters: number) => parse(`{ ${'a'.repeat(letters - 4)} }`);

/** As after its second request. */
async function twice(documents: ParsedDocuments, key: string, letters: number): Promise<void> {
  await documents.set(key, document(letters));
  await documents.set(key, document(letters));
}

it('keeps a document from the second time on', async () => {
  const documents = new ParsedDocuments();
  const hash = 'f'.repeat(64);
  await documents.set(`schema:${hash}`, document(100));
  expect([await documents.get(`schema:${hash}`), documents.has(hash)]).toEqual([undefined, false]);
  await documents.set(`schema:${hash}`, document(100));
  expect(await documents.get(`schema:${hash}`)).toBeDefined();
  expect(documents.has(hash)).toBe(true);
});

it('gives one up for those that came later, by the letters of all of them', async () => {
  const documents = new ParsedDocuments();
  await twice(documents, 'ours', 1000);
  await twice(documents, 'first', 200_000);
  await twice(documents, 'second', 200_000);
  expect(await documents.get('ours')).toBeDefined(); // and so is the one used last
  await twice(documents, 'third', 200_000);
  expect(await documents.get('first')).toBeUndefined();
  expect(await documents.get('ours')).toBeDefined();
  expect(await documents.get('second')).toBeDefined();
  await documents.delete('second');
  expect(await documents.get('second')).toBeUndefined();
});

it('keeps none that is longer than all may be together', async () => {
  const documents = new ParsedDocuments();
  await twice(documents, 'ours', 1000);
  await twice(documents, 'endless', 600_000);
  expect(await documents.get('endless')).toBeUndefined();
  expect(await documents.get('ours')).toBeDefined();
});
