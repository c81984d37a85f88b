import { expect, it } from 'vitest';
import { dumpTables } from '../../support/dump.ts';
import { families } from '../people/families.ts';
import { CHILD, HEAD, withErasures } from './stage.ts';

const stage = withErasures();
const standing = async (words: readonly string[]) => {
  const dump = await dumpTables(stage.people.test.urls.ownerUrl);
  return words.flatMap((word) =>
    [...dump].filter(([, text]) => text.includes(word)).map(([table]) => `${table}: ${word}`),
  );
};

it('whoever lived in a household that went into another is erased there, too; the others stay', async () => {
  const { merge } = families(stage.people);
  const { county } = stage.people;
  const [{ version } = { version: 0 }] = await stage.query<{ version: number }>(
    `select version from household where id = '${stage.home.id}'`,
  );
  const { errors } = await merge(county, stage.neighbour, stage.home, { otherVersion: version });
  expect(errors).toEqual([]);
  expect(await standing([HEAD.name])).not.toEqual([]);
  await stage.sealed();
  await stage.erase('MEMBER', stage.home.headId);
  expect(await standing([HEAD.name, HEAD.mask, HEAD.initials])).toEqual([]);
  const [ended] = await stage.query<object>(
    `select head_name, number, ended_reason from household where id = '${stage.home.id}'`,
  );
  expect(ended).toEqual({ head_name: '已依法删除', number: 'P77112', ended_reason: '并到了另一户' });
  expect(await standing([CHILD.name])).not.toEqual([]);
  const [here] = await stage.query<{ head_name: string }>(
    `select head_name from household where id = '${stage.neighbour.id}'`,
  );
  expect(here?.head_name).toBe('柯大山');
  expect((await stage.verify()).faults).toEqual([]);
});
