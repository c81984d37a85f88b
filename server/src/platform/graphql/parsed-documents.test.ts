import { parse } from 'graphql';
import { expect, it } from 'vitest';
import { parsedDocuments } from './parsed-documents.ts';

const document = (letters: number) => parse(`{ ${'a'.repeat(letters - 4)} }`);

it('keeps a document, and gives it up for those that came later, by the letters of all of them', async () => {
  const kept = parsedDocuments();
  await kept.set('ours', document(1000));
  await kept.set('first', document(200_000));
  await kept.set('second', document(200_000));
  expect(await kept.get('ours')).toBeDefined(); // and so is the one used last
  await kept.set('third', document(200_000));
  expect(await kept.get('first')).toBeUndefined();
  expect(await kept.get('ours')).toBeDefined();
  expect(await kept.get('second')).toBeDefined();
  await kept.delete('second');
  expect(await kept.get('second')).toBeUndefined();
});

it('keeps none that is longer than all may be together', async () => {
  const kept = parsedDocuments();
  await kept.set('ours', document(1000));
  await kept.set('endless', document(600_000));
  expect(await kept.get('endless')).toBeUndefined();
  expect(await kept.get('ours')).toBeDefined();
});
