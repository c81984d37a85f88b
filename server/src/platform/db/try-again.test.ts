import { describe, expect, it } from 'vitest';
import { tryAgain } from './try-again.ts';

const failing = (times: number, code: string) => {
  let tries = 0;
  const work = () =>
    ++tries > times ? Promise.resolve('done') : Promise.reject(Object.assign(new Error(code), { code }));
  return { work, tries: () => tries };
};

describe('looking again', () => {
  it('is for those whom somebody else overtook, and for the codes that are named', async () => {
    for (const code of ['23505', '23P01', '40001', '40P01'])
      await expect(tryAgain(failing(2, code).work)).resolves.toBe('done');
    await expect(tryAgain(failing(1, 'NOT_FOUND').work, ['NOT_FOUND'])).resolves.toBe('done');
  });

  it('ends with the fault after four times, and at once where looking again mends nothing', async () => {
    const overtaken = failing(4, '40P01');
    await expect(tryAgain(overtaken.work)).rejects.toThrow('40P01');
    expect(overtaken.tries()).toBe(4);
    const other = failing(1, 'NOT_FOUND');
    await expect(tryAgain(other.work)).rejects.toThrow('NOT_FOUND');
    expect(other.tries()).toBe(1);
  });
});
