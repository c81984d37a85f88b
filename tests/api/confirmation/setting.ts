import { randomUUID } from 'node:crypto';
import { beforeAll } from 'vitest';
import type { Clock } from '../../../server/src/platform/clock.ts';
import { calendarDate } from '../../../server/src/platform/clock.ts';
import { withApp, type TestApp } from '../../support/app.ts';
import type { Client } from '../../support/client.ts';
import type { Place } from '../../support/world.ts';

export const CITY = '6109/';
export const COUNTY = '6109/610926/';
export const OTHER_COUNTY = '6109/610927/';

/** A clock that a test turns. */
export class TurnedClock implements Clock {
  #now = new Date('2026-03-10T04:00:00Z');
  now = () => this.#now;
  today = () => calendarDate(this.#now);
  set(day: string): void {
    this.#now = new Date(`${day}T04:00:00Z`);
  }
}

export interface Unit {
  name: string;
  state: string;
  version: number;
  changedSince: string | null;
  changes: number;
  officials: number;
  unreported: number;
  pairs: number;
  lamp: string;
  reason: string;
  differences: { same: number; added: number; moved: number; ended: number };
}
export interface UnitYear {
  digest: string;
  unit: Unit;
  next: string | null;
  blockers: { code: string; count: number; title: string; to: string }[];
  officials: {
    id: string;
    reportedAt: string | null;
    reportReason: string | null;
    waivedReason: string | null;
  }[];
}
export interface CountyYear {
  county: {
    state: string;
    version: number;
    changedSince: string | null;
    lamp: string;
    reason: string;
    next: string | null;
    blockers: { code: string; count: number; title: string; detail: string | null }[];
  };
  pairs: number;
  digest: string;
  differences: { same: number; added: number; moved: number; ended: number };
}

const UNIT = `unit { name state version changedSince changes officials unreported pairs lamp reason
  differences { same added moved ended } } next digest blockers { code count title to }
  officials { id reportedAt reportReason waivedReason }`;
const COUNTY_FIELDS = `county { state version changedSince lamp reason next blockers { code count title detail } }
  pairs digest differences { same added moved ended }`;

/** The digest of a look; for whom there is nothing to see, one that is none of anything. */
const digestOf = async (
  client: Client,
  one: 'unit' | 'county',
  { unitId, countyId, year = 2026 }: { unitId?: string; countyId?: string; year?: number },
): Promise<string> => {
  const field = one === 'unit' ? 'confirmationOfUnit(unitId' : 'countyConfirmation(countyId';
  const { data } = await client.ask<Record<string, { digest: string }>, unknown>(
    `query($id: ID!, $year: Int) { seen: ${field}: $id, year: $year) { digest } }`,
    { id: unitId ?? countyId, year },
  );
  return data?.['seen']?.digest ?? UNSEEN;
};
export const UNSEEN = '0.0.0';

/** What a person clicks, having seen the lines of that moment unless they name an earlier look. */
export const clicks = {
  unit: (client: Client, unitId: string, year = 2026) =>
    client
      .get<{ confirmationOfUnit: UnitYear }, unknown>(
        `query($unitId: ID!, $year: Int) { confirmationOfUnit(unitId: $unitId, year: $year) { ${UNIT} } }`,
        { unitId, year },
      )
      .then((data) => data.confirmationOfUnit),
  county: (client: Client, countyId: string, year = 2026) =>
    client
      .get<{ countyConfirmation: CountyYear }, unknown>(
        `query($countyId: ID!, $year: Int) { countyConfirmation(countyId: $countyId, year: $year) { ${COUNTY_FIELDS} } }`,
        { countyId, year },
      )
      .then((data) => data.countyConfirmation),
  signUnit: async (
    client: Client,
    verb: 'confirmUnit' | 'countersignUnit' | 'reopenUnit',
    input: {
      unitId: string;
      version: number;
      year?: number;
      requestId?: string;
      reason?: string;
      digest?: string;
    },
  ) => {
    const reopening = verb === 'reopenUnit';
    const seen = reopening ? {} : { digest: input.digest ?? (await digestOf(client, 'unit', input)) };
    return client.ask<Record<string, UnitYear>, unknown>(
      `mutation($input: ${reopening ? 'ReopenUnitInput' : 'SignUnitInput'}!) { ${verb}(input: $input) { ${UNIT} } }`,
      { input: { year: 2026, requestId: randomUUID(), ...seen, ...input } },
    );
  },
  signCounty: async (
    client: Client,
    verb: 'confirmCounty' | 'closeCounty' | 'reopenCounty',
    input: {
      countyId: string;
      version: number;
      year?: number;
      requestId?: string;
      reason?: string;
      digest?: string;
    },
  ) => {
    const reopening = verb === 'reopenCounty';
    const seen = reopening ? {} : { digest: input.digest ?? (await digestOf(client, 'county', input)) };
    return client.ask<Record<string, CountyYear>, unknown>(
      `mutation($input: ${reopening ? 'ReopenCountyInput' : 'SignCountyInput'}!) { ${verb}(input: $input) { ${COUNTY_FIELDS} } }`,
      { input: { year: 2026, requestId: randomUUID(), ...seen, ...input } },
    );
  },
};

export interface Stage {
  test: TestApp;
  clock: TurnedClock;
  villages: Place[];
  bureau: Place;
  municipal: Place;
  county: Place;
  liaison: Client;
  municipalLiaison: Client;
  countyOperator: Client;
  otherCounty: Client;
  city: Client;
  /** A pairing straight in the database, standing from this day. */
  pair(
    cadreId: string,
    unit: Place,
    householdId: string,
    village: Place,
    from: string,
    to?: string,
  ): Promise<string>;
}

/** A county with a unit of its own and one of the city, their liaisons, and the offices above; years 2025 and 2026. */
export function withStage(): Stage {
  const clock = new TurnedClock();
  const test = withApp({ clock });
  const stage = { test, clock } as Stage;
  beforeAll(async () => {
    const { world } = test;
    await world.insert('programme_year', { year: 2025, confirm_by: '2025-03-31' });
    await world.insert('programme_year', { year: 2026, confirm_by: '2026-03-31' });
    stage.villages = await world.villages('610926107', 4);
    stage.county = await world.region('610926');
    stage.bureau = await world.unit('610926', { name: '县水利局' });
    stage.municipal = await world.unit('6109', { name: '市审计局' });
    stage.liaison = await world.signedIn('UNIT_LIAISON', stage.bureau.path);
    stage.municipalLiaison = await world.signedIn('UNIT_LIAISON', stage.municipal.path);
    stage.countyOperator = await world.signedIn('COUNTY_OPERATOR', COUNTY);
    stage.otherCounty = await world.signedIn('COUNTY_OPERATOR', OTHER_COUNTY);
    stage.city = await world.signedIn('CITY_OPERATOR', CITY);
    stage.pair = (cadreId, unit, householdId, village, from, to) =>
      world.pairing(householdId, village, cadreId, unit, {
        from_date: from,
        to_date: to ?? null,
        source: 'ASSIGNED',
      });
  });
  return stage;
}
