import { beforeAll } from 'vitest';
import { fixedClock } from '../../../server/src/platform/clock.ts';
import { PersonVault, initials, personColumns } from '../../../server/src/modules/people/index.ts';
import { withApp, type TestApp } from '../../support/app.ts';
import type { Client } from '../../support/client.ts';
import type { Place } from '../../support/world.ts';

export const TODAY = '2026-03-10';

/** Numbers that must never be seen in full, wherever the program writes. */
export const CANARY = { identity: '610926196503121415', phone: '15298766033' } as const;

export interface Stage {
  test: TestApp;
  /** Two towns of 平利县 with a village each, and a village of 紫阳县. */
  here: Place;
  there: Place;
  far: Place;
  bureau: Place;
  county: Client;
  town: Client;
  other: Client;
  home(
    village: Place,
    name: string,
    more?: { identity?: string; phone?: string; size?: number },
  ): Promise<Home>;
}

export interface Home {
  id: string;
  headId: string;
}

/** 平利县 with an office of the county, one of 八仙镇 and one of another town. */
export function withPeople(): Stage {
  const test = withApp({ clock: fixedClock(new Date(`${TODAY}T04:00:00Z`)) });
  const stage = { test } as Stage;
  beforeAll(async () => {
    const { world, app } = test;
    const vault = new PersonVault(app.vault);
    await world.insert('programme_year', { year: 2026, confirm_by: '2026-03-31' });
    const villages = await world.villages('610926', 200);
    const towns = Map.groupBy(villages, ({ path }) => path.split('/')[2] ?? '');
    const [one, two] = [...towns.values()];
    stage.here = one![0]!;
    stage.there = two![0]!;
    stage.far = (await world.villages('610924', 1))[0]!;
    stage.bureau = await world.unit('610926');
    const townOf = (village: Place) => `${village.path.split('/').slice(0, 3).join('/')}/`;
    stage.county = await world.signedIn('COUNTY_OPERATOR', '6109/610926/');
    stage.town = await world.signedIn('TOWN_OPERATOR', townOf(stage.here));
    stage.other = await world.signedIn('TOWN_OPERATOR', townOf(stage.there));
    stage.home = async (village, name, more = {}) => {
      const { size = 1, ...numbers } = more;
      const id = await world.household(village, { head_name: name, head_initials: initials(name), size });
      const sealed = personColumns(vault.person(numbers));
      const headId = await world.insert('household_member', {
        household_id: id,
        path: village.path,
        name,
        ...sealed,
      });
      await test.app.db.write(
        { accountId: null, grantId: null },
        { axis: 'system', lo: '', hi: '' },
        (unit) => unit.sql.updateTable('household').set({ head_id: headId }).where('id', '=', id).execute(),
      );
      return { id, headId };
    };
  });
  return stage;
}
