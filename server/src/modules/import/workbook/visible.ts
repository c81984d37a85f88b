/**
 * Signs that nobody sees: controls (a zero byte is no text for a database), marks that turn the direction of writing and so make
 * a name read as another one, halves of pairs, and what isn't a sign at all. Tabs and line ends are spaces, and stay.
 */
const UNSEEN =
  // oxlint-disable-next-line no-control-regex -- they are what is looked for
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u200c-\u200f\u202a-\u202e\u2060-\u2069\ufffe\uffff]/;
const ALL_UNSEEN = new RegExp(UNSEEN, 'g');

/** A cell's text without the signs that nobody sees. */
export function visible(text: string): string {
  const whole = text.isWellFormed() ? text : text.toWellFormed();
  return UNSEEN.test(whole) ? whole.replace(ALL_UNSEEN, '') : whole;
}
