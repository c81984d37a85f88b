import { useState } from 'react';

/** A random UUID, also where the page did not come over TLS (`randomUUID` is missing there). */
export function newRequestId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6]! & 0x0f) | 0x40;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

/**
 * One id for one signature: clicked twice, or sent again after a lost answer, it is signed once. A signature raises the version,
 * and the pages mount this anew for each version.
 */
export const useRequestId = (): string => useState(newRequestId)[0];
