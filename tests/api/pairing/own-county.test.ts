import {
  HandOverCaseloadDocument,
  PairDocument,
  ScheduleHandoverDocument,
  type HandOverCaseloadInput,
} from '@qinyou/schema';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Client } from '../../support/client.ts';
import { withStage } from './setting.ts';

const stage = withStage();
const world = () => stage.test.world;
let city: Client;
/** Of another county than the households are in. */
let stranger: string;
let municipal: string;
let householdId: string;

beforeAll(async () => {
  city = await world().signedIn('CITY_OPERATOR', '6109/');
});
beforeEach(async () => {
  stranger = await world().cadre(await world().unit('610921'));
  municipal = await world().cadre(stage.municipal);
  householdId = await world().household(stage.villages[0]!);
});

const NO = ['R6', '县里的干部只安排在本县，这户在别的县'];
const said = ({ code, errors }: Awaited<ReturnType<Client['ask']>>) =>
  code ? [errors[0]?.extensions['rule'], errors[0]?.message] : 'DONE';

describe('a county’s people stay in it, whoever asks (R6)', () => {
  it('the city pairs a household with its own people, not with another county’s', async () => {
    const pair = async (cadreId: string) =>
      said(await city.ask(PairDocument, { input: { householdId, cadreId } }));
    expect(await pair(stranger)).toEqual(NO);
    expect(await pair(municipal)).toBe('DONE');
  });

  const ways = {
    'at once': (input: HandOverCaseloadInput) => city.ask(HandOverCaseloadDocument, { input }),
    'for a day to come': (input: HandOverCaseloadInput) =>
      city.ask(ScheduleHandoverDocument, { input: { ...input, on: '2026-04-01' } }),
  };
  it.each(Object.entries(ways))('nor does it hand a household over to them, %s', async (_, way) => {
    const cadreId = await world().cadre(stage.bureau);
    const pairingId = await world().pairing(householdId, stage.villages[0]!, cadreId, stage.bureau);
    const handOver = async (successorId: string) =>
      said(await way({ cadreId, reason: '调走', lines: [{ pairingId, version: 1, successorId }] }));
    expect(await handOver(stranger)).toEqual([NO[0], expect.stringContaining(NO[1]!)]);
    expect(await handOver(municipal)).toBe('DONE');
  });

  it('but whom the duty says they have they keep (R4)', async () => {
    const place = { path: stage.villages[0]!.path, source: '名册', from_date: '2025-01-01' };
    await world().insert('assistance_duty', { cadre_id: stranger, household_id: householdId, ...place });
    expect(said(await city.ask(PairDocument, { input: { householdId, cadreId: stranger } }))).toBe('DONE');
  });
});
