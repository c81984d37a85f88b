import { createCipheriv, createDecipheriv, createSecretKey, randomBytes, type KeyObject } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Transform, type Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import type { Vault } from './crypto.ts';

const NONCE = 12;
const TAG = 16;

/** What is kept of a locker's key: both halves are needed, and destroying either erases the file and all that was sealed with it. */
export interface StoredKey {
  runKey: Buffer;
  fileKey: Buffer;
}

/** Seals one file and what belongs to it (AES-256-GCM) under a key of its own. */
export class Locker {
  readonly #key: KeyObject;

  private constructor(key: Buffer) {
    this.#key = createSecretKey(key);
  }

  static make(vault: Vault): { locker: Locker; stored: StoredKey } {
    const key = randomBytes(32);
    const runKey = vault.newPersonKey();
    return {
      locker: new Locker(key),
      stored: { runKey, fileKey: vault.seal(runKey, key.toString('base64')) },
    };
  }

  static open(vault: Vault, { runKey, fileKey }: StoredKey): Locker {
    return new Locker(Buffer.from(vault.open(runKey, fileKey), 'base64'));
  }

  /** Made small before it is encrypted: afterwards nothing can. */
  seal(value: unknown): Buffer {
    const nonce = randomBytes(NONCE);
    const cipher = createCipheriv('aes-256-gcm', this.#key, nonce);
    const small = zstdCompressSync(Buffer.from(JSON.stringify(value), 'utf8'));
    const body = Buffer.concat([cipher.update(small), cipher.final()]);
    return Buffer.concat([nonce, cipher.getAuthTag(), body]);
  }

  open<T>(sealed: Buffer): T {
    return JSON.parse(zstdDecompressSync(this.#decrypt(sealed)).toString('utf8')) as T;
  }

  /** Encrypts what arrives straight to the disk; nothing of it is ever there in the clear. */
  async store(input: Readable, path: string): Promise<number> {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    const nonce = randomBytes(NONCE);
    const cipher = createCipheriv('aes-256-gcm', this.#key, nonce);
    let bytes = 0;
    const counted = new Transform({
      transform(chunk: Buffer, _encoding, done) {
        bytes += chunk.length;
        done(null, chunk);
      },
    });
    const framed = new Transform({
      construct(done) {
        this.push(nonce);
        done();
      },
      transform(chunk: Buffer, _encoding, done) {
        done(null, chunk);
      },
      flush(done) {
        done(null, cipher.getAuthTag());
      },
    });
    try {
      await pipeline(input, counted, cipher, framed, createWriteStream(path, { mode: 0o600 }));
    } catch (error) {
      await rm(path, { force: true });
      throw error;
    }
    return bytes;
  }

  async load(path: string): Promise<Buffer> {
    const stored = await buffer(createReadStream(path));
    const nonce = stored.subarray(0, NONCE);
    const tag = stored.subarray(stored.length - TAG);
    return this.#decrypt(Buffer.concat([nonce, tag, stored.subarray(NONCE, stored.length - TAG)]));
  }

  #decrypt(sealed: Buffer): Buffer {
    const decipher = createDecipheriv('aes-256-gcm', this.#key, sealed.subarray(0, NONCE));
    decipher.setAuthTag(sealed.subarray(NONCE, NONCE + TAG));
    return Buffer.concat([decipher.update(sealed.subarray(NONCE + TAG)), decipher.final()]);
  }
}
