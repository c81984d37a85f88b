import { hash, verify } from '@node-rs/argon2';

/** argon2id with the library's defaults (19 MiB, 2 passes). */
export const hashPassword = (password: string): Promise<string> => hash(password.normalize('NFKC'));

let dummy: Promise<string> | undefined;

/** Verifies against a dummy where there is no account or no password, so that both take the same time. */
export async function verifyPassword(stored: string | null | undefined, password: string): Promise<boolean> {
  dummy ??= hashPassword('nobody has this password');
  const nobodys = await dummy; // waited for by everybody: the first after a start makes it
  const matches = await verify(stored ?? nobodys, password.normalize('NFKC'));
  return matches && Boolean(stored);
}
