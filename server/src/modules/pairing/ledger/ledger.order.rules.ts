/** In which order the official table lists what lies in one place. */

const NUMERALS = '零一二三四五六七八九十';

/** `三组` → 3, `十二组` → 12, `12 组` → 12; no number → after all that have one. */
export function groupNumber(group: string): number {
  const digits = /\d+/.exec(group.normalize('NFKC'))?.[0];
  if (digits) return Number(digits);
  const written = /[一二三四五六七八九十]+/.exec(group)?.[0];
  if (!written) return Number.MAX_SAFE_INTEGER;
  const [tens = '', ones = ''] = written.includes('十') ? written.split('十') : ['零', written];
  const of = (numeral: string, otherwise: number) => (numeral ? NUMERALS.indexOf(numeral) : otherwise);
  return of(tens, 1) * 10 + of(ones, 0);
}

export interface Placed {
  group: string;
  head: string;
  cadre: string;
}

const byName = new Intl.Collator('zh-CN').compare;

/** Group by group, then by head and cadre. */
export const inVillage = (a: Placed, b: Placed): number =>
  groupNumber(a.group) - groupNumber(b.group) || byName(a.head, b.head) || byName(a.cadre, b.cadre);

/** A unit's own ledger: cadre by cadre. */
export const inUnit = (a: Placed, b: Placed): number => byName(a.cadre, b.cadre) || inVillage(a, b);
