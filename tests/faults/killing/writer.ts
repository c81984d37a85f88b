import { setTimeout as sleep } from 'node:timers/promises';
import type { Answer, Client } from '../../support/client.ts';
import type { Intent, Ledger, Outcome } from './intent.ts';

/** What one writer works on; no two share a household or an official. */
export interface Share {
  pairs: { householdId: string; cadreId: string }[];
  households: { id: string; version: number }[];
  officials: string[];
}

interface Standing {
  id: string;
  version: number;
}

/** Without a pairing where it was written and the database was gone before it was read back: an error says so. */
interface Paired {
  pair: { pairing: Standing | null } | null;
}

const PAIR = `mutation ($input: PairInput!) { pair(input: $input) { pairing { id version } } }`;
const END = `mutation ($input: EndPairingInput!) { endPairing(input: $input) { done } }`;
const WAIVE = `mutation ($input: WaiveOfficialsInput!) { waiveOfficials(input: $input) { done } }`;
const EDIT = `mutation ($input: EditHouseholdInput!) { editHousehold(input: $input) { version } }`;
const SAID_NO = new Set(['RULE_VIOLATED', 'CONFLICT', 'INVALID_INPUT', 'NOT_FOUND']);
/** While nobody listens. */
const BREATH_MS = 40;
/** After what got no answer: what is unknown isn't asked again, and there is only so much to ask. */
const PATIENCE_MS = 400;

/** A client that writes one thing after the other, and notes what it was told. */
export class Writer {
  readonly #name: string;
  readonly #client: Client;
  readonly #share: Share;
  readonly #ledger: Ledger;
  readonly #standing = new Map<Share['pairs'][number], Standing>();
  #serial = 0;
  #writing = true;

  constructor(name: string, client: Client, share: Share, ledger: Ledger) {
    [this.#name, this.#client, this.#share, this.#ledger] = [name, client, share, ledger];
  }

  stop(): void {
    this.#writing = false;
  }

  async run(): Promise<void> {
    while (this.#writing) {
      const turn = ++this.#serial;
      if (turn % 11 === 0 && this.#share.officials.length > 0) await this.#waive();
      else if (turn % 2 === 0) await this.#edit();
      else await this.#pairOrEnd();
    }
  }

  async #pairOrEnd(): Promise<void> {
    const pair = this.#share.pairs.shift();
    if (!pair) return this.#edit();
    const standing = this.#standing.get(pair);
    if (standing) {
      const reason = `${this.#name} 第 ${this.#serial} 次`;
      const { outcome } = await this.#send({ kind: 'end', pairingId: standing.id, reason }, END, {
        ...standing,
        reason,
      });
      this.#standing.delete(pair);
      if (outcome === 'DONE') this.#share.pairs.push(pair);
      return; // of what is unknown nothing more is asked
    }
    const { outcome, data } = await this.#send<Paired>({ kind: 'pair', ...pair }, PAIR, pair);
    const pairing = data?.pair?.pairing;
    if (outcome !== 'DONE' || !pairing) return;
    this.#standing.set(pair, pairing);
    this.#share.pairs.push(pair);
  }

  async #waive(): Promise<void> {
    const cadreId = this.#share.officials.pop()!;
    const note = `${this.#name} 第 ${this.#serial} 次`;
    await this.#send({ kind: 'waive', cadreId, note }, WAIVE, { cadreIds: [cadreId], reason: 'OTHER', note });
  }

  async #edit(): Promise<void> {
    const household = this.#share.households.shift();
    if (!household) return sleep(BREATH_MS);
    const group = `${this.#name}${this.#serial} 组`;
    const { id, version } = household;
    const { outcome, data } = await this.#send<{ editHousehold: { version: number } }>(
      { kind: 'edit', householdId: id, group },
      EDIT,
      { id, version, villageGroup: group },
    );
    if (outcome === 'DONE' && data) this.#share.households.push({ id, version: data.editHousehold.version });
  }

  /** Sends it once: what got no answer is noted as unknown and never sent again. */
  async #send<T>(
    intent: Intent,
    document: string,
    input: object,
  ): Promise<{ outcome: Outcome; data: T | null }> {
    const answer = await this.#answer<T>(document, input);
    const outcome = outcomeOf(answer);
    const pairingId = (answer?.data as Partial<Paired> | null)?.pair?.pairing?.id;
    this.#ledger.written.push({ ...intent, outcome, ...(pairingId && { pairingId }) });
    if (outcome === 'UNKNOWN') await sleep(PATIENCE_MS);
    return { outcome, data: answer?.data ?? null };
  }

  /** Null where nobody answered, or only half of it came. Where nobody listens nothing was sent, so it waits. */
  async #answer<T>(document: string, input: object): Promise<Answer<T> | null> {
    while (this.#writing) {
      try {
        return await this.#client.ask<T, object>(document, { input });
      } catch (error) {
        const { cause } = error as { cause?: { code?: string } };
        if (cause?.code !== 'ECONNREFUSED') return null;
        await sleep(BREATH_MS);
      }
    }
    return null;
  }
}

function outcomeOf(answer: Answer<unknown> | null): Outcome {
  if (!answer) return 'UNKNOWN';
  if (!answer.code) return answer.data ? 'DONE' : 'UNKNOWN';
  return SAID_NO.has(answer.code) ? 'REFUSED' : 'UNKNOWN';
}
