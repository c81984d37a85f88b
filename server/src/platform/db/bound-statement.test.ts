import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { BoundStatements } from './bound-statement.ts';
import { build } from './query-builder.ts';

const someRegions = (values: { lo: string; size: number }) =>
  build
    .selectFrom('region')
    .select('id')
    .where('path', '>=', values.lo)
    .where('poor', '=', true)
    .limit(values.size);

describe('a statement built once', () => {
  it('binds what each call gives, in the order of the text, constants in between', () => {
    const statements = new BoundStatements();
    const first = statements.bind('regions', { lo: '6109/', size: 25 }, someRegions);
    const second = statements.bind('regions', { size: 10, lo: '6109/610902/' }, someRegions);
    expect(first.text).toBe('select "id" from "region" where "path" >= $1 and "poor" = $2 limit $3');
    expect(first.values).toEqual(['6109/', true, 25]);
    expect(second.text).toBe(first.text);
    expect(second.values).toEqual(['6109/610902/', true, 10]);
    expect(second.name).toBe('regions');
  });

  it('binds a value wherever it stands, and leaves out what the text does not ask for', () => {
    const twice = (values: { day: string; unused: string }) =>
      build
        .selectFrom('pairing')
        .select('id')
        .where(sql<boolean>`(to_date is null or to_date > ${values.day})`)
        .where('from_date', '<=', values.day);
    const { values } = new BoundStatements().bind('twice', { day: '2026-03-31', unused: 'x' }, twice);
    expect(values).toEqual(['2026-03-31', '2026-03-31']);
  });

  it('builds once for a name, and apart for another', () => {
    const statements = new BoundStatements();
    let built = 0;
    const counted = (values: { lo: string; size: number }) => {
      built += 1;
      return someRegions(values);
    };
    for (const name of ['a', 'a', 'b', 'a']) statements.bind(name, { lo: '', size: 1 }, counted);
    expect(built).toBe(2);
  });
});
