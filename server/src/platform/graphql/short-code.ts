import { randomInt } from 'node:crypto';

const LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZ';
const DIGITS = '23456789';
const pick = (from: string) => from[randomInt(from.length)];

/** A code that a person can read out over the phone, like K7Q-204: no letter that looks like a digit. */
export function shortCode(): string {
  const head = `${pick(LETTERS)}${pick(DIGITS)}${pick(LETTERS)}`;
  return `${head}-${pick(DIGITS)}${pick(DIGITS)}${pick(DIGITS)}`;
}
