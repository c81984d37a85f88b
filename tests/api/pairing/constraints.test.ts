import { beforeAll, expect, it } from 'vitest';
import { withApp } from '../../support/app.ts';

const test = withApp();
let row: Record<string, unknown>;

beforeAll(async () => {
  const { world } = test;
  const bureau = await world.unit('610926', { name: '平利县农业农村局' });
  const [village] = await world.villages('610926107', 1);
  row = {
    household_id: await world.household(village!, { head_name: '谢玉芳' }),
    path: village!.path,
    cadre_id: await world.cadre(bureau, { name: '何秀兰' }),
    cadre_path: bureau.path,
    kind: 'RESPONSIBLE',
    slot: 1,
    from_date: '2026-03-01',
    source: 'ASSIGNED',
  };
  await world.insert('pairing', row);
});

/** Past every service: whoever writes. */
it('R3: the database refuses the same two twice at a time', async () => {
  await expect(
    test.world.insert('pairing', { ...row, kind: 'RETAINED', slot: null, from_date: '2026-05-01' }),
  ).rejects.toMatchObject({ code: '23P01', constraint: 'r3' });
});

it('R2: and a second responsible cadre in one place', async () => {
  const bureau = await test.world.unit('610926', { name: '平利县财政局' });
  const cadreId = await test.world.cadre(bureau, { name: '刘建国' });
  const second = { ...row, cadre_id: cadreId, cadre_path: bureau.path, from_date: '2026-05-01' };
  await expect(test.world.insert('pairing', second)).rejects.toMatchObject({
    code: '23P01',
    constraint: 'r2',
  });
});
