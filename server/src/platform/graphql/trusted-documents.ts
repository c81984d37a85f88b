/**
 * The documents of our own clients by SHA-256, as Apollo's persisted queries take them: what is here can be sent by hash alone,
 * and nothing else ever gets in, so that a stranger's document is neither kept nor trusted.
 */
export class TrustedDocuments {
  readonly #texts: ReadonlyMap<string, string>;

  constructor(texts: Readonly<Record<string, string>>) {
    this.#texts = new Map(Object.entries(texts));
  }

  has(hash: string | undefined): boolean {
    return hash !== undefined && this.#texts.has(hash);
  }

  async get(key: string): Promise<string | undefined> {
    return this.#texts.get(key.replace(/^apq:/, ''));
  }

  /** Apollo would register what comes with a text and a hash; we take no more. */
  async set(): Promise<void> {}

  async delete(): Promise<boolean> {
    return false;
  }
}
