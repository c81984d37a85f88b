import { expect, it } from 'vitest';
import { countyOf, townOf } from './steps.rules.ts';

it.each([
  ['6109/', null, null],
  ['6109/610926/', '6109/610926/', null],
  ['6109/610926/610926107/', '6109/610926/', '6109/610926/610926107/'],
  ['6109/610926/610926107/610926107201/', '6109/610926/', '6109/610926/610926107/'],
  ['6109/@SZ001/', null, null],
  ['6109/610926/@JTJ/', '6109/610926/', null],
])('%s lies in the county %s and the town %s', (path, county, town) => {
  expect([countyOf(path), townOf(path)]).toEqual([county, town]);
});
