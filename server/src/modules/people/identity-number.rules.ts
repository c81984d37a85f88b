const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECK_SIGNS = '10X98765432';
/** Nobody alive is older than this many years. */
const OLDEST = 130;

/** What is wrong with a citizen identity number: a code for programs and one Chinese sentence. */
export interface IdentityFault {
  code: 'SIGNS' | 'LENGTH' | 'BIRTH_DATE' | 'CHECKSUM';
  message: string;
}

/** An identity number as it is stored and indexed: no spaces, half-width, capital X. */
export const normalIdentity = (text: string): string =>
  text.normalize('NFKC').replaceAll(/\s+/gu, '').toUpperCase();

/**
 * Checks a normalised citizen identity number (GB 11643): 18 signs, a real birth date, a right check sign; null where it is fine.
 * The area code isn't verified: offices anonymise it, and areas that were merged away are on real cards.
 * @param today as `YYYY-MM-DD`
 */
export function identityFault(number: string, today: string): IdentityFault | null {
  if (/[^\dX]/.test(number) || /X./.test(number)) {
    return { code: 'SIGNS', message: '证件号只能有数字，末位可以是 X' };
  }
  if (number.length === 15) return { code: 'LENGTH', message: '这是 15 位的旧号，请填 18 位' };
  if (number.length < 18) {
    return { code: 'LENGTH', message: `只有 ${number.length} 位，少了 ${18 - number.length} 位` };
  }
  if (number.length > 18) {
    return { code: 'LENGTH', message: `有 ${number.length} 位，多了 ${number.length - 18} 位` };
  }
  return birthFault(number, today) ?? checkFault(number);
}

function birthFault(number: string, today: string): IdentityFault | null {
  const birth = birthDateOf(number);
  const day = `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`;
  const fault = (what: string): IdentityFault => ({
    code: 'BIRTH_DATE',
    message: `出生日期 ${day} ${what}，请对照身份证`,
  });
  if (!birth) return fault('不存在');
  if (birth > today) return fault('还没到');
  return Number(today.slice(0, 4)) - Number(birth.slice(0, 4)) > OLDEST ? fault('太早') : null;
}

const checkFault = (number: string): IdentityFault | null =>
  checkSign(number) === number[17] ? null : { code: 'CHECKSUM', message: '最后一位校验不对，请对照身份证' };

/** The birth date in an identity number as `YYYY-MM-DD`, undefined where there is no such day. */
export function birthDateOf(number: string): string | undefined {
  const [year, month, day] = [number.slice(6, 10), number.slice(10, 12), number.slice(12, 14)];
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  const real =
    date.getUTCFullYear() === Number(year) &&
    date.getUTCMonth() === Number(month) - 1 &&
    date.getUTCDate() === Number(day);
  return real ? `${year}-${month}-${day}` : undefined; // written from a Date it would take longer than all else of a row's values
}

/** The sex in an identity number: the 17th digit is odd for men. */
export const sexOf = (number: string): 'M' | 'F' => (Number(number[16]) % 2 === 1 ? 'M' : 'F');

/** The check sign that the first 17 digits demand (ISO 7064, MOD 11-2). */
export function checkSign(number: string): string {
  let sum = 0;
  for (let i = 0; i < 17; i++) sum += Number(number[i]) * (WEIGHTS[i] ?? 0);
  return CHECK_SIGNS[sum % 11] ?? '';
}
