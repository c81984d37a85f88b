import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { difference } from './change.ts';
import { masked } from './masked.ts';
import { nameMask } from './masks.ts';

const named = (name: string | null) => ({ name: masked(name && nameMask(name), name), rank: 'STAFF' });

describe('a masked value', () => {
  it('differs where the value does, though the masks are alike', () => {
    const changes = difference(named('李建国'), named('李健国'));
    expect(JSON.stringify(changes)).toBe('{"before":{"name":"李*国"},"after":{"name":"李*国"}}');
    expect(difference(named('李建国'), named('李建国'))).toBeNull();
  });

  it('comes and goes', () => {
    expect(difference(named(null), named(null))).toBeNull();
    expect(JSON.stringify(difference(named('柯昌富'), named(null)))).toBe(
      '{"before":{"name":"柯*富"},"after":{"name":null}}',
    );
    expect(difference(named(null), named('柯昌富'))).not.toBeNull();
  });

  it('is nowhere written out in full', () => {
    const shown = named('柯昌富');
    expect(inspect(shown, { showHidden: true, depth: 9 }) + JSON.stringify(shown)).not.toContain('柯昌富');
  });
});
