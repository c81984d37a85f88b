import { beforeAll, describe, expect, it } from 'vitest';
import type { OpenPage } from '../support/browser.ts';
import { DESK, PATIENT, withConsole } from '../support/console.ts';

/** R26: kin is declared of a household that is found by name; R7: also where no more than its name is known. */
describe('申报亲属 by a liaison', () => {
  const test = withConsole();
  let desk: OpenPage;
  let cadre: string;

  beforeAll(async () => {
    const { world } = test;
    await world.insert('programme_year', { year: 2027, confirm_by: '2027-03-31' });
    const [village] = await world.villages('610926107', 1);
    const bureau = await world.unit('610926', { name: '平利县水利局' });
    const other = await world.unit('610926', { name: '平利县林业局' });
    cadre = await world.cadre(bureau, { name: '邹成林' });
    const theirs = await world.cadre(other, { name: '鲁平' });
    const befriended = async (head: string, kind: string, unit: typeof bureau, cadreId: string) =>
      world.pairing(await world.household(village!, { head_name: head }), village!, cadreId, unit, {
        kind,
        slot: kind === 'RESPONSIBLE' ? 1 : null,
        from_date: '2026-01-10',
        to_date: null,
        source: 'ASSIGNED',
      });
    await befriended('储德明', 'RESPONSIBLE', bureau, cadre);
    await befriended('储秀兰', 'RETAINED', bureau, cadre);
    await befriended('储昌富', 'RESPONSIBLE', other, theirs);
    await befriended('储守信', 'RETAINED', other, theirs);
    await test.account('liaison', '汪秀兰', 'UNIT_LIAISON', bureau.path, '单位联络员 · 平利县水利局');
    desk = await test.signIn('liaison', DESK, `/cadres/${cadre}/show`);
  });

  it('offers the own friends, the one who was kept too, and nobody else’s; the kept one is declared', async () => {
    const { page } = desk;
    await page.getByRole('button', { name: '申报一户' }).click();
    const form = page.getByRole('dialog');
    const field = form.getByRole('combobox', { name: /^哪一户/ });
    await field.click();
    await field.fill('储');
    const offered = async () =>
      (await page.getByRole('option').allInnerTexts()).map((text) => text.split('\n')[0]);
    await expect.poll(offered, PATIENT).toEqual(['储德明户', '储秀兰户']);
    await page.getByRole('option', { name: /储秀兰户/ }).click();
    await form.getByLabel(/^什么亲戚/).fill('表姑');
    await form.getByRole('button', { name: '申报' }).click();
    await form.waitFor({ state: 'detached' });
    await page.getByText(/^表姑，/).waitFor();
    await page.getByRole('region', { name: '申报的亲属' }).getByText('储秀兰').waitFor();
    expect(desk.trouble).toEqual([]);
  });
});
