import { useState } from 'react';

/** A random UUID, also where the page did not come over TLS (`randomUUID` is missing there). */
function newRequestId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6]! & 0x0f) | 0x40;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

/**
 * One id for one signature: clicked twice, or sent again after a lost answer, it is signed once. A signature raises the version,
 * and the next one gets an id of its own; what somebody is typing meanwhile stays where it is.
 */
export const useRequestId = (version: number): string => {
  const [made, setMade] = useState(() => ({ version, id: newRequestId() }));
  if (made.version === version) return made.id;
  const next = { version, id: newRequestId() };
  setMade(next);
  return next.id;
};
