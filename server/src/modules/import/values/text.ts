/** Whatever {@link halfWidth} changes; most cells have nothing of it. */
const WIDE = /[\uFF01-\uFF5E\u3000\u00A0\u2000-\u200B\u202F\uFEFF]/;

/**
 * Full-width letters, digits and signs become half-width, ideographic spaces become spaces. Not NFKC: that would also replace
 * rare characters of people's names by other ones.
 */
export function halfWidth(text: string): string {
  if (!WIDE.test(text)) return text;
  return text
    .replace(/[\uFF01-\uFF5E]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
    .replace(/[\u3000\u00A0\u2000-\u200B\u202F\uFEFF]/g, ' ');
}

/** A value as one line without any spaces, half-width: for numbers, codes and place names. */
export function squeeze(text: string): string {
  const narrow = halfWidth(text);
  return /\s/.test(narrow) ? narrow.replace(/\s+/g, '') : narrow;
}

/** A Chinese name: no spaces inside, and one sign for the dot in names such as 阿依·古丽. */
export function normalName(text: string): string {
  return squeeze(text).replace(/[•・∙⋅.]/g, '·');
}

/** Free text: one line, trimmed. */
export function plain(text: string): string {
  return halfWidth(text).replace(/\s+/g, ' ').trim();
}

/** How alike two short texts are by their characters in order, from 0 to 1 (1 − edit distance ÷ longer length). */
export function likeness(a: string, b: string): number {
  const longer = Math.max(a.length, b.length);
  return longer === 0 ? 1 : 1 - editDistance(a, b) / longer;
}

function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_unused, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const current = [i];
    for (let j = 1; j <= b.length; j++) {
      const swap = (previous[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      current.push(Math.min(swap, (previous[j] ?? 0) + 1, (current[j - 1] ?? 0) + 1));
    }
    previous = current;
  }
  return previous[b.length] ?? 0;
}
