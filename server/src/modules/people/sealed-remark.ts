import type { Vault } from '../../platform/crypto.ts';
import { withNumbersOf, withoutNumbers } from './free-text.rules.ts';

/** What a household's row keeps of its remark: as it is shown and, where that hides a number, in full under a key of its own. */
export interface SealedRemark {
  remark: string | null;
  remarkKey: Buffer | null;
  remarkCipher: Buffer | null;
}

/** @param full the sentence as it was written; '' and null are none */
export function sealRemark(vault: Vault, full: string | null | undefined): SealedRemark {
  if (!full) return { remark: null, remarkKey: null, remarkCipher: null };
  const remark = withoutNumbers(full);
  if (remark === full) return { remark, remarkKey: null, remarkCipher: null };
  const remarkKey = vault.newPersonKey();
  return { remark, remarkKey, remarkCipher: vault.seal(remarkKey, full) };
}

/** The columns for a remark typed anew over the masked one: masks that were left stand for their numbers. */
export function retypedRemark(vault: Vault, typed: string | null, held: SealedRemark): SealedRemark {
  const { remark, remarkKey, remarkCipher } = held;
  if (typed === remark) return { remark, remarkKey, remarkCipher };
  return sealRemark(vault, typed && withNumbersOf(openRemark(vault, held) ?? '', typed));
}

/** The sentence as it was written. */
const openRemark = (vault: Vault, { remark, remarkKey, remarkCipher }: SealedRemark): string | null =>
  remarkKey && remarkCipher ? vault.open(remarkKey, remarkCipher) : remark;
