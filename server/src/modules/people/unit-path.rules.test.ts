import { expect, it } from 'vitest';
import { unitPath } from './unit-path.rules.ts';

const city = { level: 'CITY', path: '6109/' };
const county = { level: 'COUNTY', path: '6109/610926/' };
const town = { level: 'TOWN', path: '6109/610926/610926107/' };

it('R6: a unit lies with the office that administers it, wherever it sits', () => {
  expect(unitPath(city, city, 'SJT')).toBe('6109/@SJT/');
  expect(unitPath(county, city, 'SWJ')).toBe('6109/@SWJ/');
  expect(unitPath(county, county, 'JTJ')).toBe('6109/610926/@JTJ/');
  expect(unitPath(town, county, 'BXZ')).toBe('6109/610926/610926107/@BXZ/');
});
