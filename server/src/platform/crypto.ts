import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  hash,
  randomBytes,
  type KeyObject,
} from 'node:crypto';

/**
 * Personal values under a per-person key. An envelope is `alg/kid` (2 bytes), nonce (12), tag (16), ciphertext; the same form
 * wraps a person's key under the master key and a value under the person's key.
 */
const ALGORITHM = 1; // AES-256-GCM
const HEADER = 2;
const NONCE = 12;
const TAG = 16;

export interface MasterKeys {
  /** Number of the master key, 0 to 255; in the envelope, so that keys can be rotated. */
  readonly kid: number;
  readonly wrapKey: Buffer;
  readonly indexKey: Buffer;
}

/** The key that new envelopes are made under, and behind it those that a rotation under way has yet to replace. */
export type KeyRing = readonly [MasterKeys, ...MasterKeys[]];

/** Random bytes are drawn in lots: each call of its own costs as much as an encryption. None is handed out twice. */
const LOT = 4096;
let lot = Buffer.alloc(0);
function random(bytes: number): Buffer {
  if (lot.length < bytes) lot = randomBytes(LOT);
  const drawn = lot.subarray(0, bytes);
  lot = lot.subarray(bytes);
  return drawn;
}

/** A key that is used more than once is a KeyObject: made from bytes for each use it costs five times the encryption. */
function seal(key: KeyObject, kid: number, plain: Buffer): Buffer {
  const nonce = random(NONCE);
  const header = Buffer.of(ALGORITHM, kid);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(header);
  const body = cipher.update(plain);
  cipher.final(); // of a stream cipher nothing is left; the tag is made
  return Buffer.concat([header, nonce, cipher.getAuthTag(), body]);
}

function open(key: KeyObject, envelope: Buffer): Buffer {
  if (envelope[0] !== ALGORITHM) throw new Error(`unknown envelope ${envelope[0]}`);
  const decipher = createDecipheriv('aes-256-gcm', key, envelope.subarray(HEADER, HEADER + NONCE));
  decipher.setAAD(envelope.subarray(0, HEADER));
  decipher.setAuthTag(envelope.subarray(HEADER + NONCE, HEADER + NONCE + TAG));
  return Buffer.concat([decipher.update(envelope.subarray(HEADER + NONCE + TAG)), decipher.final()]);
}

interface HeldKey {
  kid: number;
  wrapKey: KeyObject;
  indexKey: KeyObject;
}

/** Seals and opens personal values, and makes the blind indexes they are found by. Holds the master keys and shows them to nobody. */
export class Vault {
  #current: HeldKey;
  #ring: readonly HeldKey[];
  /** The person's key that was used last: a person's values are sealed one after another. */
  #last: { wrapped: Buffer; key: KeyObject } | undefined;

  constructor(ring: KeyRing) {
    [this.#current] = this.#ring = held(ring);
  }

  /** Works with these keys from now on: a rotation has begun, turned or ended. */
  use(ring: KeyRing): void {
    [this.#current] = this.#ring = held(ring);
    this.#last = undefined;
  }

  /** The number of the key that new envelopes are made under. */
  get kid(): number {
    return this.#current.kid;
  }

  /** The numbers of all keys at hand. */
  get kids(): number[] {
    return this.#ring.map(({ kid }) => kid);
  }

  /** A new person's key, wrapped; destroying it erases every value under it. */
  newPersonKey(): Buffer {
    const plain = random(32);
    const wrapped = seal(this.#current.wrapKey, this.#current.kid, plain);
    this.#last = { wrapped, key: createSecretKey(plain) };
    return wrapped;
  }

  /** The same person's key under the current master key. What lies under it stays as it is. */
  rewrap(wrapped: Buffer): Buffer {
    return seal(this.#current.wrapKey, this.#current.kid, open(this.#wrapKeyOf(wrapped), wrapped));
  }

  seal(personKey: Buffer, value: string): Buffer {
    return seal(this.#unwrap(personKey), this.#current.kid, Buffer.from(value, 'utf8'));
  }

  open(personKey: Buffer, envelope: Buffer): string {
    return open(this.#unwrap(personKey), envelope).toString('utf8');
  }

  /** HMAC of a normalised value, as it is stored; `field` keeps equal values of different fields apart. */
  blindIndex(field: string, value: string): Buffer {
    return indexOf(this.#current, field, value);
  }

  /** Every index that the value may be stored under: more than one while a rotation is under way. The first is the current one. */
  blindIndexes(field: string, value: string): Buffer[] {
    return this.#ring.map((key) => indexOf(key, field, value));
  }

  #unwrap(wrapped: Buffer): KeyObject {
    if (this.#last?.wrapped !== wrapped) {
      this.#last = { wrapped, key: createSecretKey(open(this.#wrapKeyOf(wrapped), wrapped)) };
    }
    return this.#last.key;
  }

  #wrapKeyOf(wrapped: Buffer): KeyObject {
    const key = this.#ring.find(({ kid }) => kid === wrapped[1]);
    if (!key) throw new Error(`no master key ${wrapped[1]} is at hand`);
    return key.wrapKey;
  }
}

const held = ([first, ...more]: KeyRing): [HeldKey, ...HeldKey[]] => {
  const hold = ({ kid, wrapKey, indexKey }: MasterKeys): HeldKey => ({
    kid,
    wrapKey: createSecretKey(wrapKey),
    indexKey: createSecretKey(indexKey),
  });
  return [hold(first), ...more.map(hold)];
};

const indexOf = ({ indexKey }: HeldKey, field: string, value: string): Buffer =>
  createHmac('sha256', indexKey).update(`${field}\0${value}`).digest();

/** For tokens that are random already (sessions, one-time codes): no salt needed. */
export const tokenHash = (token: string): Buffer => hash('sha256', token, 'buffer');
export const newToken = (): string => randomBytes(32).toString('base64url');
