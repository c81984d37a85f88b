import { expect, it } from 'vitest';
import { forbidden } from './errors.ts';

it('a refusal carries no stack, an unexpected error after it does', () => {
  expect(forbidden().stack).not.toContain('\n    at ');
  expect(new Error('unexpected').stack).toContain('\n    at ');
});
