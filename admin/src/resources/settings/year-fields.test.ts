import { expect, it } from 'vitest';
import { yearFields, yearInput } from './year-fields.ts';

const YEAR = {
  year: 2027,
  confirmBy: '2027-03-31',
  householdCap: 1,
  quotas: (['COUNTY_LEADER', 'SECTION_HEAD', 'SECTION_DEPUTY', 'STAFF', 'TECHNICAL'] as const).map(
    (rank, n) => ({
      rank,
      households: 5 - n,
    }),
  ),
};

it('lays a year out as fields and back', () => {
  const values = yearFields(YEAR);
  expect(values['quota_STAFF']).toBe(2);
  expect(yearInput(values, 2027, 3)).toEqual({ ...YEAR, version: 3 });
});

it.each([
  ['quota_STAFF', ''],
  ['quota_STAFF', '两'],
  ['quota_STAFF', '-1'],
  ['quota_STAFF', '1.5'],
  ['householdCap', ''],
  ['confirmBy', ''],
])('has nothing to send while %s is 「%s」', (name, value) =>
  expect(yearInput({ ...yearFields(YEAR), [name]: value }, 2027, 3)).toBeNull(),
);
