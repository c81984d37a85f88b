import { fault } from './fault.ts';
import type { Read } from './fault.ts';
import { lostDigits } from './identity.ts';
import { plain, squeeze } from './text.ts';

const HAN_DIGITS = '零一二三四五六七八九十';
const LARGEST_FAMILY = 30;

/** A phone: 11 digits of a mobile, or a landline with or without its area code. Spaces, dashes and +86 are dropped. */
export function readPhone(raw: string): Read<string> {
  const text = squeeze(raw);
  if (/\d[/、,;，；]\d/.test(text)) return fault('SIGNS', '一格填了两个号，请只留一个');
  const digits = text.replace(/[-–—()\s.]/g, '').replace(/^(\+86|0086|86(?=1\d{10}$))/, '');
  if (/\D/.test(digits)) return fault('SIGNS', '电话里有不是数字的字');
  if (/^1\d{10}$/.test(digits) || /^0\d{9,11}$/.test(digits) || /^[2-9]\d{6,7}$/.test(digits))
    return { value: digits };
  if (digits.length < 11) return fault('LENGTH', `少 ${11 - digits.length} 位`);
  if (digits.length > 11) return fault('LENGTH', `多 ${digits.length - 11} 位`);
  return fault('SIGNS', '不像电话号码，请核对');
}

/** How many people: 4, ４, 4人, 4 口. A number in characters is not taken but suggested. */
export function readSize(raw: string): Read<number> {
  const text = squeeze(raw)
    .replace(/[人口个]+$/, '')
    .replace(/\.0+$/, '');
  if (/^\d+$/.test(text)) {
    const size = Number(text);
    if (size < 1 || size > LARGEST_FAMILY) return fault('RANGE', `家庭人口要在 1 到 ${LARGEST_FAMILY} 之间`);
    return { value: size };
  }
  const said = hanNumber(text);
  return fault('NOT_A_NUMBER', '要填数字', said === undefined ? undefined : String(said));
}

function hanNumber(text: string): number | undefined {
  const signs = text.replace('两', '二').replace('〇', '零');
  if (/^[零一二三四五六七八九]$/.test(signs)) return HAN_DIGITS.indexOf(signs);
  const tens = /^([一二三]?)十([一二三四五六七八九]?)$/.exec(signs);
  if (!tens) return undefined;
  return (tens[1] ? HAN_DIGITS.indexOf(tens[1]) : 1) * 10 + (tens[2] ? HAN_DIGITS.indexOf(tens[2]) : 0);
}

/** A household's number: digits and letters; as a spreadsheet's number it would have lost its end. */
export function readHouseholdNumber(cell: { kind: string; text: string }): Read<string> {
  const text = squeeze(cell.text).toUpperCase();
  const lost = lostDigits(cell.kind, text);
  if (lost > 0) return fault('LOST_DIGITS', `存成了数字，末 ${lost} 位已丢，请设成文本重填`);
  if (!/^[\dA-Z-]{1,32}$/.test(text)) return fault('SIGNS', '户编号只能有数字和字母');
  return { value: text };
}

/** A day as `YYYY-MM-DD`, from 2018-03-05, 2018年3月5日, 2018.3.5, 20180305 or a spreadsheet's count of days. */
export function readDate(cell: { kind: string; text: string }, date1904: boolean): Read<string> {
  const text = squeeze(cell.text);
  if (cell.kind === 'NUMBER' && /^\d{5}(\.\d+)?$/.test(text)) {
    const days = Math.floor(Number(text)) - 25_569 + (date1904 ? 1462 : 0);
    return { value: new Date(days * 86_400_000).toISOString().slice(0, 10) };
  }
  const parts =
    /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(T.*)?$/.exec(text) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(text);
  if (!parts) return fault('NOT_A_DATE', '日期写成 2026-03-31 这样');
  const [year, month, day] = parts.slice(1, 4).map(Number) as [number, number, number];
  const date = new Date(Date.UTC(year, month - 1, day));
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) {
    return fault('NOT_A_DATE', `${month} 月 ${day} 日不存在`);
  }
  return { value: date.toISOString().slice(0, 10) };
}

export function readSex(raw: string): Read<'M' | 'F'> {
  const text = plain(raw);
  if (text.startsWith('男')) return { value: 'M' };
  if (text.startsWith('女')) return { value: 'F' };
  return fault('UNKNOWN_VALUE', '性别填男或女');
}
