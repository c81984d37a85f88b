import { randomUUID } from 'node:crypto';
import {
  ConfirmUnitDocument,
  ConfirmationOfUnitDocument,
  CountersignUnitDocument,
  UnitConfirmationsDocument,
  type UnitConfirmationCardFragment,
} from '@qinyou/schema';
import type { Client } from './client.ts';
import type { World } from './world.ts';

/** Units of an office that are not countersigned yet, or have changed since. */
export async function unsignedUnits(
  office: Client,
  within: string,
  year: number,
): Promise<UnitConfirmationCardFragment[]> {
  const { unitConfirmations } = await office.get(UnitConfirmationsDocument, {
    filter: { within, year },
    page: { size: 200 },
  });
  return unitConfirmations.items.filter((one) => one.state !== 'COUNTERSIGNED' || one.changedSince !== null);
}

/** Each unit confirmed by a liaison of its own and countersigned by the office, as two people would (R5). */
export async function signOff(
  world: World,
  office: Client,
  units: readonly UnitConfirmationCardFragment[],
): Promise<void> {
  for (const { id: unitId, path, year, version } of units) {
    const liaison = await world.signedIn('UNIT_LIAISON', path);
    const { confirmationOfUnit } = await liaison.get(ConfirmationOfUnitDocument, { unitId, year });
    const { digest } = confirmationOfUnit;
    const input = { unitId, year, version, digest, requestId: randomUUID() };
    const { confirmUnit } = await liaison.get(ConfirmUnitDocument, { input });
    const { confirmationOfUnit: seen } = await office.get(ConfirmationOfUnitDocument, { unitId, year });
    await office.get(CountersignUnitDocument, {
      input: {
        ...input,
        version: confirmUnit.unit.version,
        digest: seen.digest,
        requestId: randomUUID(),
      },
    });
  }
}
