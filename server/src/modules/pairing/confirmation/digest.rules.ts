/** What a look at a draft was of: its moment, how many lines, and a hash over them as they were shown. */
export interface Digest {
  /** Milliseconds since 1970, by the database's clock. */
  at: number;
  lines: number;
  hash: string;
}

/** How a digest is written: moment, number of lines, hash. */
export const DIGEST = /^(\d{1,15})\.(\d{1,9})\.([0-9a-f]{1,16})$/;

/** @returns null for what is no digest */
export function readDigest(text: string): Digest | null {
  const [, at, lines, hash] = DIGEST.exec(text) ?? [];
  return at && lines && hash ? { at: Number(at), lines: Number(lines), hash } : null;
}

/**
 * What happened to the lines between the look and the signature, in words; null where they are the same (R5).
 * @param made how many of the lines of now were made after the look
 */
export function sayChanged(seen: Digest, now: Digest, made: number): string | null {
  if (seen.hash === now.hash && seen.lines === now.lines) return null;
  // What was taken back stands again without being made anew.
  const came = Math.max(made, now.lines - seen.lines);
  const went = seen.lines + came - now.lines;
  const parts = [
    ...(came > 0 ? [`多了 ${came} 对`] : []),
    ...(went > 0 ? [`少了 ${went} 对`] : []),
    ...(came + went === 0 ? ['对数没变，有的姓名、时间或责任改了'] : []),
  ];
  return `你看过以后名单变了：${parts.join('，')}。现在是新的名单，看过再签`;
}
