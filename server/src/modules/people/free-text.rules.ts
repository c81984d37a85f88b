import { identityMask, normalPhone, phoneMask } from './masks.ts';

/**
 * Numbers that people write into sentences (R32): identity numbers, also within those of a disability certificate, mobile and
 * area-code phones, and accounts. Years, sums, days and house numbers are none; the four signs that a mask shows aren't either.
 */
const NUMBERS = new RegExp(
  [
    /(?<identity>\d{6} ?(?:18|19|20)\d{2} ?(?:0[1-9]|1[0-2]) ?(?:0[1-9]|[12]\d|3[01]) ?\d{3}[\dXx])(?:\d{4}|\d{2})?/,
    /(?<phone>(?:\+?86[ -]?)?1[3-9]\d[ -]?\d{4}[ -]?\d{4}|0\d{2,3}[ -]?\d{7,8})/,
    /(?<account>\d{15,}|\d{4}(?: \d{4}){3}(?: \d{1,3})?)/,
  ]
    .map(({ source }) => source)
    .join('|')
    .replace(/^(.*)$/, String.raw`(?<![\dA-Za-z])(?:$1)(?!\d)`),
  'g',
);

interface Found {
  index: number;
  written: string;
  mask: string;
}

function numbersIn(text: string): Found[] {
  // One sign for one sign, so that places stay what they are.
  const plain = text.replaceAll(/[０-９]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0));
  return [...plain.matchAll(NUMBERS)].map((match) => {
    const { identity, phone } = match.groups ?? {};
    const digits = (identity ?? match[0]).replaceAll(' ', '');
    const mask = identity
      ? identityMask(digits.toUpperCase())
      : phone
        ? phoneMask(normalPhone(phone))
        : `**** ${digits.slice(-4)}`;
    return { index: match.index, written: text.slice(match.index, match.index + match[0].length), mask };
  });
}

/** A sentence as pages, exports and audit show it: `儿子 139 **** 5678`. */
export function withoutNumbers(text: string): string {
  let shown = '';
  let at = 0;
  for (const { index, written, mask } of numbersIn(text)) {
    shown += text.slice(at, index) + mask;
    at = index + written.length;
  }
  return shown + text.slice(at);
}

/** What somebody meant who changed a masked sentence: each mask that is left stands for the number it stood for. */
export function withNumbersOf(full: string, typed: string): string {
  let meant = typed;
  let from = 0;
  for (const { written, mask } of numbersIn(full)) {
    const at = meant.indexOf(mask, from);
    if (at < 0) continue;
    meant = meant.slice(0, at) + written + meant.slice(at + mask.length);
    from = at + written.length;
  }
  return meant;
}

/** The masks of the numbers that stand in a sentence. */
export const numberMasks = (text: string): string[] => numbersIn(text).map(({ mask }) => mask);
