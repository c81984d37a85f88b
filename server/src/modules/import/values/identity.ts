import { identityFault } from '../../people/index.ts';
import { fault } from './fault.ts';
import type { Read } from './fault.ts';
import { squeeze } from './text.ts';

/**
 * A citizen identity number (GB 11643): 18 signs, a real birth date, a right check sign. The area code isn't verified: offices
 * anonymise it, and areas that were merged away are on real cards. A disability certificate's number is the identity number with
 * a kind and a degree (20 signs) and perhaps a re-issue (22); its first 18 are taken.
 * @param today as `YYYY-MM-DD`
 */
export function readIdentity(cell: { kind: string; text: string }, today: string): Read<string> {
  const text = squeeze(cell.text).toUpperCase();
  const lost = lostDigits(cell.kind, text);
  if (lost > 0) return fault('LOST_DIGITS', `存成了数字，末 ${lost} 位已丢，请设成文本重填`);
  const certificate = /^(\d{17}[\dX])[1-7][1-4](B?\d{1,2})?$/.exec(text);
  const number = certificate && (text.length === 20 || text.length === 22) ? (certificate[1] ?? text) : text;
  const wrong = identityFault(number, today);
  if (wrong) return fault(wrong.code, wrong.message);
  return number === text ? { value: number } : { value: number, note: '填的是残疾人证号，取前 18 位' };
}

const POWER = /^(\d)(?:\.\d+)?E\+?(\d+)$/i;

/**
 * A spreadsheet keeps 15 digits of a number; whatever stood behind them is gone, also where the number was turned into text
 * afterwards and reads 6.10926E+17.
 */
export function lostDigits(kind: string, text: string): number {
  const power = POWER.exec(text);
  if (kind !== 'NUMBER' && !power) return 0;
  const digits = power ? Number(power[2]) + 1 : text.replace(/\..*$/, '').length;
  return Math.max(0, digits - 15);
}

/** A number with lost digits as spreadsheets show it. Written out it would look whole, and one in eleven would pass its check. */
export function asPower(digits: string): string {
  return POWER.test(digits) ? digits : `${digits[0] ?? ''}.${digits.slice(1, 6)}E+${digits.length - 1}`;
}
