import { describe, expect, it } from 'vitest';
import { byteas, columnsOf, jsonbs, texts, uuids } from './binary-array.ts';

/** What `array_send` gives, taken apart again. */
function taken(array: Buffer): (Buffer | null)[] {
  const dimensions = array.readInt32BE(0);
  if (dimensions === 0) return [];
  const values: (Buffer | null)[] = [];
  let at = 20;
  for (let i = 0; i < array.readInt32BE(12); i++) {
    const length = array.readInt32BE(at);
    at += 4;
    values.push(length < 0 ? null : array.subarray(at, at + length));
    at += Math.max(length, 0);
  }
  expect(at).toBe(array.length);
  return values;
}

describe('arrays in PostgreSQL’s own form', () => {
  it('are what the database sends itself', () => {
    // select array_send(array['柯', null, '']::text[])
    const sent = '0000000100000001000000190000000300000001' + '00000003e69faf' + 'ffffffff' + '00000000';
    expect(texts(['柯', null, '']).toString('hex')).toBe(sent);
    expect(texts([]).toString('hex')).toBe('000000000000000000000019');
  });

  it('hold every kind of value', () => {
    const id = '019afedc-ba98-7654-8321-0a1b2c3d4e5f';
    expect(taken(uuids([id]))[0]?.toString('hex')).toBe(id.replaceAll('-', ''));
    expect(taken(byteas([Buffer.of(0, 255), null]))).toEqual([Buffer.of(0, 255), null]);
    expect(taken(jsonbs(['{"柯":1}']))[0]).toEqual(Buffer.from('\u0001{"柯":1}'));
    expect(columnsOf([{ name: '柯' }]).texts((row) => row.name)).toEqual(texts(['柯']));
  });

  it('hold more than the place they are put together in', () => {
    const long = ['柯'.repeat(100_000), null, 'x'.repeat(70), 'é'];
    expect(taken(texts(long)).map((value) => value?.toString() ?? null)).toEqual(long);
    expect(taken(texts(['kept']))[0]?.toString()).toBe('kept');
  });

  it('take nothing for a UUID that is none', () => {
    for (const none of [
      '6109',
      '019a0000-0000-7000-8000-0000000000',
      `${'0'.repeat(31)}g`,
      '0'.repeat(34),
      '',
    ])
      expect(() => uuids([none])).toThrow(RangeError);
  });
});
