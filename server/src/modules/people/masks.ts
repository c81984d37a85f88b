/** What pages, lists, exports and audit show of personal values (R32). */

/** `610926 ******** 1417`: the area and the last four. */
export const identityMask = (number: string): string => `${number.slice(0, 6)} ******** ${number.slice(-4)}`;

/** `152 **** 6033`; of a landline the last four: `**** 2218`. */
export const phoneMask = (phone: string): string =>
  /^1\d{10}$/.test(phone) ? `${phone.slice(0, 3)} **** ${phone.slice(-4)}` : `**** ${phone.slice(-4)}`;

/** `柯*富`: the family name and, of a name of three signs or more, the last; for audit and what strangers see. */
export function nameMask(name: string): string {
  const signs = [...name];
  if (signs.length <= 1) return name;
  if (signs.length === 2) return `${signs[0]}*`;
  return `${signs[0]}${'*'.repeat(signs.length - 2)}${signs.at(-1)}`;
}

/** A phone as it is stored: digits only, without the country code. */
export const normalPhone = (text: string): string =>
  text
    .normalize('NFKC')
    .replaceAll(/[\s()-]+/gu, '')
    .replace(/^\+?86(?=1\d{10}$)/, '');

/** Says in Chinese what is wrong with a normalised phone, or null. */
export function phoneFault(phone: string): string | null {
  if (/^1\d{10}$|^0\d{9,11}$|^[2-9]\d{6,7}$/.test(phone)) return null;
  if (!/^\d+$/.test(phone)) return '电话只能有数字';
  if (phone.startsWith('1') && phone.length !== 11) {
    const off = phone.length - 11;
    return `手机号要 11 位，这里${off > 0 ? '多' : '少'}了 ${Math.abs(off)} 位`;
  }
  return '电话填手机号，或带区号的座机号';
}
