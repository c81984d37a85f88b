import { describe, expect, it } from 'vitest';
import { withoutPerson, type Sought, type Told } from './redact.rules.ts';

const member: Sought = {
  whole: false,
  householdId: 'h',
  formerHomes: [],
  memberIds: ['m'],
  words: ['欧阳丹砂', '欧**砂', '152 **** 1122'],
};
const told = (more: Partial<Told>): Told => ({
  subjectId: 'h',
  before: null,
  after: null,
  reason: null,
  ...more,
});
const redact = (more: Partial<Told>, sought = member) => withoutPerson(told(more), sought, '×');

describe('a record of an erased person (R32)', () => {
  it('loses what is personal where it is theirs, and keeps identifiers, dates, codes and what is empty', () => {
    const after = {
      memberId: 'm',
      name: '欧**砂',
      birthDate: '1971-03-15',
      phone: null,
      relation: 'HEAD',
      size: 3,
    };
    expect(redact({ after })?.after).toEqual({ ...after, name: '×', birthDate: '×' });
    expect(
      redact({ after: { person: 'm', shown: '152 **** 9999', field: 'PHONE' }, reason: '回电' }),
    ).toEqual(told({ after: { person: 'm', shown: '×', field: 'PHONE' }, reason: '×' }));
  });

  it('of the whole household loses only what names them', () => {
    const after = { headName: '柯*山', memberId: 'other', name: '柯*山', remark: '欧阳丹砂搬来' };
    expect(redact({ after })?.after).toEqual({ ...after, remark: '×' });
    expect(redact({ after: { headName: '柯*山' }, reason: '柯大山来电' })).toBeNull();
    expect(redact({ after: { rows: [{ head: '欧阳丹砂' }, 4] } })?.after).toEqual({
      rows: [{ head: '×' }, 4],
    });
  });

  it('of a household that they lived in before loses only what names them, erased whole or not', () => {
    const formerHomes = [{ householdId: 'then' }];
    const after = { headName: '柯*山', name: '柯*山', remark: '欧阳丹砂搬走' };
    for (const whole of [true, false]) {
      const sought = { ...member, formerHomes, whole };
      expect(redact({ subjectId: 'then', after }, sought)?.after).toEqual({ ...after, remark: '×' });
    }
  });

  it('of a household or a cadre erased whole, and of what only they are in, loses everything personal', () => {
    expect(redact({ before: { headName: '柯*山' }, reason: '来电' }, { ...member, whole: true })).toEqual(
      told({ before: { headName: '×' }, reason: '×' }),
    );
    expect(redact({ subjectId: 'review', reason: '核过' })?.reason).toBe('×');
  });

  it('that says nothing of them stays as it is', () => {
    expect(redact({ after: { size: 3 }, before: { size: 2 } })).toBeNull();
  });
});
