import { IsInt, Max, ValidateNested } from 'class-validator';
import { ArgumentValidationError } from 'type-graphql';
import { describe, expect, it } from 'vitest';
import { validateInput } from './validate.ts';

class Inner {
  @Max(3, { message: '最多 3' })
  n?: number | null;
}

class Outer {
  @IsInt({ message: '要整数' })
  whole?: number | null;

  @ValidateNested()
  inner?: Inner;
}

const made = <T extends object>(type: new () => T, values: object): T => Object.assign(new type(), values);
const faults = (value: unknown) => {
  try {
    validateInput(value);
  } catch (error) {
    if (error instanceof ArgumentValidationError)
      return error.extensions.validationErrors.map(({ property }) => property);
    throw error;
  }
  return [];
};

describe('an argument', () => {
  it.each([
    ['what is right', made(Outer, { whole: 1, inner: made(Inner, { n: 3 }) }), []],
    ['a field that is wrong', made(Outer, { whole: 1.5 }), ['whole']],
    ['a field within a field', made(Outer, { whole: 1, inner: made(Inner, { n: 4 }) }), ['inner']],
    ['one of a list', [made(Inner, { n: 1 }), made(Inner, { n: 9 })], ['n']],
    ['what is left out', made(Outer, {}), []],
    ['nothing', null, []],
    ['a plain word', 'word', []],
    ['a list of words', ['a', 'b'], []],
  ])('%s', (_what, value, wrong) => {
    expect(faults(value)).toEqual(wrong);
  });
});
