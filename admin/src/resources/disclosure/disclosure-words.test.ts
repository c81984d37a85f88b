import { describe, expect, it } from 'vitest';
import { fieldsOf, orderFor, originIn } from './disclosure-words.ts';

const from = (list: string, filter: object) =>
  originIn(new URLSearchParams({ list, filter: JSON.stringify(filter) }));

describe('where somebody came from', () => {
  it('is a list with its filter; the words of a search don’t come along', () => {
    const origin = from('households', { q: '柯昌富', cause: 'ILLNESS', within: '6109/610926/', foo: 1 });
    expect(origin?.searched).toBe(true);
    expect(orderFor('HEADS', origin, '6109/')).toEqual({
      people: 'HEADS',
      households: { within: '6109/610926/', cause: 'ILLNESS' },
    });
  });

  it('is nowhere where the address says nothing, another list, or what can’t be read', () => {
    expect(from('pairings', {})).toBeNull();
    expect(originIn(new URLSearchParams())).toBeNull();
    expect(originIn(new URLSearchParams({ list: 'cadres', filter: '{' }))).toBeNull();
  });
});

describe('what is asked for', () => {
  it('is the area at hand for people of another kind than the list that one came from', () => {
    const origin = from('households', { cause: 'ILLNESS' });
    expect(orderFor('CADRES', origin, '6109/')).toEqual({ people: 'CADRES', cadres: { within: '6109/' } });
    expect(orderFor('MEMBERS', null, '6109/')).toEqual({
      people: 'MEMBERS',
      households: { within: '6109/' },
    });
  });

  it('is one number or both', () => {
    expect([fieldsOf('IDENTITY_PHONE'), fieldsOf('PHONE')]).toEqual([['IDENTITY', 'PHONE'], ['PHONE']]);
  });
});
