import { describe, expect, it } from 'vitest';
import { covers, intersect, pathRange } from './scope.ts';

describe('path ranges', () => {
  const county = pathRange('6109/610926/');

  it('covers itself, what is below and the units that sit there', () => {
    for (const path of ['6109/610926/', '6109/610926/610926107/', '6109/610926/@JTJ/']) {
      expect(covers(county, path), path).toBe(true);
    }
  });

  it('covers neither a sibling, a parent nor a code that begins alike', () => {
    for (const path of ['6109/610927/', '6109/', '6109/6109260/', '6109/@SZ001/']) {
      expect(covers(county, path), path).toBe(false);
    }
  });

  it('intersects to the narrower of two that nest, and to nothing for siblings', () => {
    const town = pathRange('6109/610926/610926107/');
    expect(intersect(county, town)).toEqual(town);
    const nothing = intersect(county, pathRange('6109/610927/'));
    expect(nothing.lo >= nothing.hi).toBe(true);
  });

  it('refuses a path without its closing slash', () => {
    expect(() => pathRange('6109')).toThrow(RangeError);
  });
});
