import { beforeAll } from 'vitest';
import { PairingService } from '../../../server/src/modules/pairing/index.ts';
import type { Actor } from '../../../server/src/platform/auth/actor.ts';
import type { Role } from '../../../server/src/platform/auth/role.ts';
import { scopeOf, type Scope } from '../../../server/src/platform/auth/scope.ts';
import { fixedClock, type Clock } from '../../../server/src/platform/clock.ts';
import { withApp, type TestApp } from '../../support/app.ts';
import type { Place } from '../../support/world.ts';

export const TODAY = '2026-03-10';
export const clock = fixedClock(new Date('2026-03-10T04:00:00Z'));

export interface Stage {
  test: TestApp;
  service: PairingService;
  /** Villages of 八仙镇 in 平利县, two units there and one of the city. */
  villages: Place[];
  bureau: Place;
  townOffice: Place;
  municipal: Place;
  office(path: string, role?: Role): Promise<{ actor: Actor; scope: Scope }>;
}

export const COUNTY = '6109/610926/';

/** A county with a few units in the programme year 2026, whose cap is 1. */
export function withStage(by: Clock = clock): Stage {
  const test = withApp({ clock: by });
  const stage = { test } as Stage;
  beforeAll(async () => {
    stage.service = new PairingService(test.app.db, by);
    await test.world.insert('programme_year', { year: 2026, confirm_by: '2026-03-31' });
    stage.villages = await test.world.villages('610926107', 6);
    stage.bureau = await test.world.unit('610926');
    stage.townOffice = await test.world.unit('610926107');
    stage.municipal = await test.world.unit('6109');
    stage.office = async (path, role = 'COUNTY_OPERATOR') => {
      const { accountId, grantId } = await test.world.account(role, path);
      const actor: Actor = {
        accountId,
        grantId,
        role,
        path,
        cadreId: null,
        displayName: role,
        sessionId: '',
      };
      return { actor, scope: scopeOf('territory', path) };
    };
  });
  return stage;
}
