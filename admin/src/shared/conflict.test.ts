import { describe, expect, it } from 'vitest';
import { differences, merge } from './conflict.ts';

const show = (v: unknown) => String(v ?? '');
const fields = [
  { name: 'cadre', label: '干部', show },
  { name: 'from', label: '从何时起', show },
  { name: 'remark', label: '备注', show },
];
const yours = { id: '1', version: 3, cadre: '何秀兰', from: '2026-03-19', remark: '驻村' };
const theirs = { id: '1', version: 4, cadre: '张立新', from: '2026-03-19', remark: null };

describe('a conflict', () => {
  it('shows only what differs', () =>
    expect(differences(fields, yours, theirs).map((f) => f.name)).toEqual(['cadre', 'remark']));
  it('treats null and absent as the same nothing', () =>
    expect(differences(fields, { remark: undefined }, { remark: null })).toEqual([]));
  it('saves the picks under the version that is there now', () =>
    expect(merge(fields, yours, theirs, { cadre: 'theirs' })).toEqual({
      id: '1',
      version: 4,
      cadre: '张立新',
      from: '2026-03-19',
      remark: '驻村',
    }));
  it('keeps theirs where the form never had the field', () =>
    expect(merge(fields, { id: '1', version: 3, cadre: '何秀兰' }, theirs, {})).toMatchObject({
      cadre: '何秀兰',
      remark: null,
      version: 4,
    }));
});
