import { createHash } from 'node:crypto';
import { readdirSync, statSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';

export const MANIFEST = 'manifest.json';

export interface Copied {
  /** Inside the backup, with slashes. */
  path: string;
  bytes: number;
  /** Null for a folder. */
  sha256: string | null;
}

/** Written last: what a whole backup consists of. */
export interface Manifest {
  startedAt: string;
  /** Everything acknowledged before this moment is in it. */
  endedAt: string;
  files: Copied[];
}

const CHUNK = 1 << 20;

/** Everything below a folder, folders before what is in them. What goes away meanwhile is left out. */
export function listTree(folder: string): { path: string; folder: boolean; bytes: number }[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => {
      const found = statSync(join(folder, name), { throwIfNoEntry: false });
      const path = name.replaceAll('\\', '/');
      return found && { path, folder: found.isDirectory(), bytes: found.isDirectory() ? 0 : found.size };
    })
    .filter((one) => one !== undefined)
    .toSorted((a, b) => (a.path < b.path ? -1 : 1));
}

/** Copies one file to disk for good, or only reads it (`to` null). Null where it isn't there any more. */
export async function copyFile(
  from: string,
  to: string | null,
): Promise<{ bytes: number; sha256: string } | null> {
  const source = await open(from, 'r').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (!source) return null;
  const target = to === null ? null : await open(to, 'wx', 0o600);
  const hash = createHash('sha256');
  const buffer = Buffer.allocUnsafe(CHUNK);
  let bytes = 0;
  try {
    for (;;) {
      const { bytesRead } = await source.read(buffer, 0, CHUNK);
      if (bytesRead === 0) break;
      const part = buffer.subarray(0, bytesRead);
      hash.update(part);
      await target?.writeFile(part);
      bytes += bytesRead;
    }
    await target?.sync();
  } finally {
    await source.close();
    await target?.close();
  }
  return { bytes, sha256: hash.digest('hex') };
}
