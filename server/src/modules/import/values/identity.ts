import { fault } from './fault.ts';
import type { Read } from './fault.ts';
import { squeeze } from './text.ts';

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECK_SIGNS = '10X98765432';
const OLDEST = 130;

/**
 * A citizen identity number (GB 11643): 18 signs, a real birth date, a right check sign. The area code isn't verified: offices
 * anonymise it, and areas that were merged away are on real cards. A disability certificate's number is the identity number with
 * a kind and a degree (20 signs) and perhaps a re-issue (22); its first 18 are taken.
 * @param today as `YYYY-MM-DD`
 */
export function readIdentity(cell: { kind: string; text: string }, today: string): Read<string> {
  const text = squeeze(cell.text).toUpperCase();
  if (cell.kind === 'NUMBER') {
    const lost = lostDigits(text);
    if (lost > 0) return fault('LOST_DIGITS', `存成了数字，末 ${lost} 位已丢，请设成文本重填`);
  }
  const certificate = /^(\d{17}[\dX])[1-7][1-4](B?\d{1,2})?$/.exec(text);
  const number = certificate && (text.length === 20 || text.length === 22) ? (certificate[1] ?? text) : text;
  const wrong = checkIdentity(number, today);
  if (wrong) return wrong;
  return number === text ? { value: number } : { value: number, note: '填的是残疾人证号，取前 18 位' };
}

function checkIdentity(number: string, today: string): Read<string> | undefined {
  if (/[^\dX]/.test(number) || /X./.test(number)) return fault('SIGNS', '证件号只能有数字，末位可以是 X');
  if (number.length === 15) return fault('LENGTH', '这是 15 位的旧号，请填 18 位');
  if (number.length < 18) return fault('LENGTH', `只有 ${number.length} 位，少了 ${18 - number.length} 位`);
  if (number.length > 18) return fault('LENGTH', `有 ${number.length} 位，多了 ${number.length - 18} 位`);
  const birth = birthDateOf(number);
  const day = `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`;
  if (!birth) return fault('BIRTH_DATE', `出生日期 ${day} 不存在，请对照身份证`);
  if (birth > today) return fault('BIRTH_DATE', `出生日期 ${day} 还没到，请对照身份证`);
  if (Number(today.slice(0, 4)) - Number(birth.slice(0, 4)) > OLDEST) {
    return fault('BIRTH_DATE', `出生日期 ${day} 太早，请对照身份证`);
  }
  if (checkSign(number) !== number[17]) return fault('CHECKSUM', '最后一位校验不对，请对照身份证');
  return undefined;
}

/** The birth date in an identity number as `YYYY-MM-DD`, undefined where there is no such day. */
export function birthDateOf(number: string): string | undefined {
  const [year, month, day] = [number.slice(6, 10), number.slice(10, 12), number.slice(12, 14)].map(Number);
  if (!year || !month || !day) return undefined;
  const date = new Date(Date.UTC(year, month - 1, day));
  const real =
    date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return real ? date.toISOString().slice(0, 10) : undefined;
}

/** The check sign that the first 17 digits demand (ISO 7064, MOD 11-2). */
export function checkSign(number: string): string {
  let sum = 0;
  for (let i = 0; i < 17; i++) sum += Number(number[i]) * (WEIGHTS[i] ?? 0);
  return CHECK_SIGNS[sum % 11] ?? '';
}

/** A spreadsheet keeps 15 digits of a number; whatever stood behind them is gone. */
export function lostDigits(text: string): number {
  const power = /^(\d)(?:\.\d+)?E\+?(\d+)$/.exec(text);
  const digits = power ? Number(power[2]) + 1 : text.replace(/\..*$/, '').length;
  return Math.max(0, digits - 15);
}
