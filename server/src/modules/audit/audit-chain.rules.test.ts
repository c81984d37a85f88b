import { createSecretKey } from 'node:crypto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { canonicalBytes, GENESIS, sealAll, sealMac, type EntryFacts } from './audit-chain.rules.ts';

const key = createSecretKey(Buffer.alloc(32, 1));
const seal = { seq: 1, entryId: '7', xact: '900', sealedAt: '1795312800000000' };
const entry: EntryFacts = {
  id: '7',
  xact: '900',
  at: '1795312799000000',
  accountId: null,
  grantId: null,
  action: 'pairing.end',
  subjectType: 'pairing',
  subjectId: null,
  path: '6109/',
  before: '{"to": null}',
  after: '{"to": "2027-01-01"}',
  reason: '调离',
};

it('covers exactly these bytes, for good', () => {
  expect(canonicalBytes(seal, entry).toString('utf8')).toBe(
    [
      'qinyou audit 1',
      '1:1',
      '1:7',
      '3:900',
      '16:1795312800000000',
      '1:7',
      '3:900',
      '16:1795312799000000',
      '-',
      '-',
      '11:pairing.end',
      '7:pairing',
      '-',
      '5:6109/',
      '12:{"to": null}',
      '20:{"to": "2027-01-01"}',
      '6:调离',
    ].join('\n'),
  );
  expect(sealMac(key, GENESIS, seal, entry).toString('hex')).toBe(
    'd8445775e2c95781776334428c42d601809c7ddb9597b19fa8cfbf137af54416',
  );
});

it('gives different records different bytes, wherever a value ends', () => {
  const value = fc.option(fc.stringMatching(/^[-\n]{0,2}$/));
  fc.assert(
    fc.property(value, value, value, value, (before, after, otherBefore, otherAfter) => {
      const same = before === otherBefore && after === otherAfter;
      const one = canonicalBytes(seal, { ...entry, before, after });
      const other = canonicalBytes(seal, { ...entry, before: otherBefore, after: otherAfter });
      expect(one.equals(other)).toBe(same);
    }),
    { seed: 30, numRuns: 2000 },
  );
});

it('goes on from the head it is given', () => {
  const entries = ['7', '5', '9'].map((id) => ({ ...entry, id }));
  const now = new Date('2026-11-22T00:00:00Z');
  const whole = sealAll(key, { seq: 0, mac: GENESIS }, entries, now);
  const first = sealAll(key, { seq: 0, mac: GENESIS }, entries.slice(0, 1), now);
  expect([...first, ...sealAll(key, first[0]!, entries.slice(1), now)]).toEqual(whole);
  expect(whole.map(({ seq, entryId }) => [seq, entryId])).toEqual([
    [1, '7'],
    [2, '5'],
    [3, '9'],
  ]);
});
