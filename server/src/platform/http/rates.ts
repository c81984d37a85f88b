import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { rateLimited } from '../errors.ts';
import { refusedNotSooner } from '../not-sooner.ts';
import type { Limits, Rate } from '../limits.ts';

/** Kept back for a document until it is known what it took, in microseconds: about what the dearest take, of that many letters and of any. */
const keptBack = (letters: number): number => Math.min(letters * 20, 50_000);

/** Counts per process, in memory: a restart forgets, two processes allow twice as much. */
export class Rates {
  readonly #address: RateLimiterMemory;
  readonly #account: RateLimiterMemory;
  readonly #checking: RateLimiterMemory;
  readonly #guessAddress: RateLimiterMemory;
  readonly #guessLogin: RateLimiterMemory;
  readonly #refusalMs: number;

  constructor(limits: Limits) {
    this.#address = limiter(limits.perAddress);
    this.#account = limiter(limits.perAccount);
    this.#checking = limiter({ ...limits.checking, points: limits.checking.points * 1000 });
    this.#guessAddress = limiter(limits.guessesPerAddress);
    this.#guessLogin = limiter(limits.guessesPerLogin);
    this.#refusalMs = limits.refusalMs;
  }

  /** A request from an address. @throws RATE_LIMITED */
  fromAddress(address: string): Promise<void> {
    return take(this.#address, network(address));
  }

  /** A request of an account. @throws RATE_LIMITED */
  ofAccount(accountId: string): Promise<void> {
    return take(this.#account, accountId);
  }

  /** A document that is not known yet is about to be parsed and checked, whatever it will take. @throws RATE_LIMITED */
  toCheck(address: string, letters: number): Promise<void> {
    return take(this.#checking, network(address), keptBack(letters));
  }

  /** It took so many milliseconds: what was kept back for it is put right. */
  async checked(address: string, letters: number, milliseconds: number): Promise<void> {
    const more = Math.ceil(milliseconds * 1000) - keptBack(letters);
    if (more > 0) await this.#checking.penalty(network(address), more);
    else await this.#checking.reward(network(address), -more);
  }

  /** A password or code that is about to be tried, whether or not there is such an account. @throws RATE_LIMITED */
  async guess(address: string, login: string): Promise<void> {
    await take(this.#guessAddress, network(address));
    await take(this.#guessLogin, login.trim().toLowerCase());
  }

  /** The same, with the try: whatever it is refused for, it is refused at the same time. @throws RATE_LIMITED, at once */
  async guessing<T>(address: string, login: string, trying: () => Promise<T>): Promise<T> {
    await this.guess(address, login);
    return refusedNotSooner(this.#refusalMs, trying);
  }
}

const limiter = ({ points, seconds }: Rate) => new RateLimiterMemory({ points, duration: seconds });

async function take(from: RateLimiterMemory, key: string, points = 1): Promise<void> {
  try {
    await from.consume(key, points);
  } catch (error) {
    if (!(error instanceof RateLimiterRes)) throw error;
    throw rateLimited(Math.max(1, Math.ceil(error.msBeforeNext / 1000)));
  }
}

/** One customer of IPv6 has 2^64 addresses: the network counts. */
export function network(address: string): string {
  if (!address.includes(':') || address.includes('.')) return address;
  const [head = '', tail = ''] = address.split('::');
  const front = head.split(':').filter(Boolean);
  const back = tail.split(':').filter(Boolean);
  const zeros = Array.from({ length: Math.max(0, 8 - front.length - back.length) }, () => '0');
  return [...front, ...(address.includes('::') ? zeros : []), ...back].slice(0, 4).join(':');
}
