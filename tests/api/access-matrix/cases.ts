import type { Case } from './case.ts';
import { allocationCases } from './cases/allocation.cases.ts';
import { confirmationCases } from './cases/confirmation.cases.ts';
import { disclosureCases } from './cases/disclosure.cases.ts';
import { erasureCases } from './cases/erasure.cases.ts';
import { identityCases } from './cases/identity.cases.ts';
import { importCases } from './cases/import.cases.ts';
import { pairingCases } from './cases/pairing.cases.ts';
import { peopleCases } from './cases/people.cases.ts';

/** Every operation there is, with what each asker must get; one that is missing here fails the matrix. */
export const cases: Record<string, Case> = {
  ...identityCases,
  ...peopleCases,
  ...importCases,
  ...pairingCases,
  ...confirmationCases,
  ...disclosureCases,
  ...erasureCases,
  ...allocationCases,
};
