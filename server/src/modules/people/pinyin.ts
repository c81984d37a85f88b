import { pinyin } from 'pinyin-pro';

/** The initials a name is searched by: 柯昌富 → `kcf`; surnames read as surnames (单 → `s`). Letters and digits stay. */
export function initials(name: string): string {
  const first = pinyin(name, { pattern: 'first', toneType: 'none', type: 'array', surname: 'head' });
  return first
    .join('')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]/g, '');
}

/** The family name in full and the initials of the rest, as logins are made: 陈晓雯 → `chenxw`. */
export function loginStem(name: string): string {
  const whole = pinyin(name, { toneType: 'none', type: 'array', surname: 'head', v: true });
  const rest = whole.slice(1).map((syllable) => syllable.slice(0, 1));
  return [whole[0] ?? '', ...rest]
    .join('')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]/g, '');
}
