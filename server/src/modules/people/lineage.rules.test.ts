import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mergeFault, partedSizes, splitFault, type HomeFact } from './lineage.rules.ts';

const home: HomeFact = {
  endedOn: null,
  erased: false,
  headId: 'head',
  size: 4,
  living: ['head', 'son', 'wife'],
};

describe('who may split off (R7)', () => {
  const ask = (going: string[], newHeadId = going[0] ?? '', of: HomeFact = home) =>
    splitFault({ home: of, going, newHeadId });

  it('is anybody but the head, one of them the new head', () => {
    expect(ask(['son'])).toBeNull();
    expect(ask(['son', 'wife'], 'wife')).toBeNull();
    expect(ask(['son'], 'wife')?.field).toBe('newHeadId');
    expect(ask(['head', 'son'])?.message).toContain('户主留在原户');
  });

  it('is somebody who lives there, once', () => {
    expect(ask([])?.field).toBe('memberIds');
    expect(ask(['son', 'stranger'])?.field).toBe('memberIds');
    expect(ask(['son', 'son'])?.field).toBe('memberIds');
  });

  it('is not the last one of a household without a registered head', () => {
    const headless = { ...home, headId: null, living: ['son'] };
    expect(ask(['son'], 'son', { ...headless, size: 1 })?.message).toContain('至少要留一人');
    expect(ask(['son'], 'son', { ...headless, size: 2 })).toBeNull();
  });

  it('is nobody of a household that ended or was erased', () => {
    expect(ask(['son'], 'son', { ...home, endedOn: '2026-01-01' })?.message).toContain('已经不在了');
    expect(ask(['son'], 'son', { ...home, erased: true })?.message).toContain('依法删除');
  });

  it('leaves the sizes adding up, and somebody on both sides', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9 }), fc.nat(9), fc.nat(8), (known, unnamed, going) => {
        const living = Array.from({ length: known }, (_, at) => `m${String(at)}`);
        const of = { ...home, headId: 'm0', living, size: known + unnamed };
        const gone = living.slice(1, 1 + going);
        const fault = splitFault({ home: of, going: gone, newHeadId: gone[0] ?? '' });
        expect(fault === null).toBe(gone.length > 0);
        const { stays, goes } = partedSizes(of, gone.length);
        expect(stays + goes).toBe(of.size);
        expect(stays).toBeGreaterThanOrEqual(known - gone.length);
      }),
    );
  });
});

describe('which households may merge (R7)', () => {
  const ask = (change: Partial<Parameters<typeof mergeFault>[0]> = {}) =>
    mergeFault({ same: false, surviving: home, ending: home, headRelation: 'FATHER', ...change });

  it('are two that stand, with what the one head is to the other', () => {
    expect(ask()).toBeNull();
    expect(ask({ same: true })?.field).toBe('otherId');
    expect(ask({ surviving: { ...home, endedOn: '2026-01-01' } })?.message).toContain('这一户已经不在了');
    expect(ask({ ending: { ...home, endedOn: '2026-01-01' } })).toMatchObject({ field: 'otherId' });
    expect(ask({ ending: { ...home, erased: true } })?.message).toBe('选的那户已依法删除，不能并过来');
    expect(ask({ headRelation: null })?.field).toBe('headRelation');
    expect(ask({ headRelation: 'HEAD' })?.field).toBe('headRelation');
  });

  it('need no relation of a head whom nobody registered', () => {
    expect(ask({ headRelation: null, ending: { ...home, headId: null } })).toBeNull();
  });
});
