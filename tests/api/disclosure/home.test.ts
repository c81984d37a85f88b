import { expect, it } from 'vitest';
import { DisclosureStage, type Office } from './stage.ts';

const stage = new DisclosureStage();
const COUNTY = '6109/610926/';

it('many people wait on the home of those who may decide, and of who asked once they are made', async () => {
  const [village] = await stage.test.world.villages('610926107', 1);
  const { headId } = await stage.home(village!, '邹道全', { phone: '15298766044' });
  await stage.homes(village!, 500, headId);
  const town = await stage.office('TOWN_OPERATOR', `${COUNTY}610926107/`, '镇里人');
  const colleague = await stage.office('COUNTY_OPERATOR', COUNTY, '罗世兰');
  const elsewhere = await stage.office('COUNTY_OPERATOR', '6109/610927/', '外县人');
  const city = await stage.office('CITY_OPERATOR', '6109/', '周明远');
  const mine = await stage.office('TOWN_OPERATOR', `${COUNTY}610926107/`, '镇上办');
  const leader = await stage.office('LEADER', COUNTY, '分管的');
  const asked = await stage.asked(mine, { within: village!.path, fields: ['PHONE'] });
  const waits = async ({ client }: Office, id: string) => {
    const { home: at } = await client.get<{ home: { todos: { id: string; title: string; to: string }[] } }, unknown>(`{ home { todos { id title to } } }`); // prettier-ignore
    return at.todos.find((todo) => todo.id === id);
  };
  expect(await waits(town, 'disclosure')).toMatchObject({ to: '/disclosures' });
  expect((await waits(town, 'disclosure'))?.title).toBe('有人申请导出 501 人的完整信息，等你同意');
  expect(await waits(colleague, 'disclosure')).toBeDefined();
  // The city may decide it, too, but is not told of every town's.
  for (const other of [mine, elsewhere, leader, city])
    expect(await waits(other, 'disclosure')).toBeUndefined();
  await stage.decide(town, asked.id, true);
  await stage.until(mine, asked.id, 'READY');
  expect((await waits(mine, 'disclosure-ready'))?.title).toBe('1 份完整信息做好了，等你下载');
  expect(await waits(town, 'disclosure-ready')).toBeUndefined();
  await stage.open(mine, asked.id);
  expect(await waits(mine, 'disclosure-ready')).toBeUndefined();
});
