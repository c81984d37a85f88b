import { saveAs } from './hand-over.ts';

export interface Download {
  /** The route with its query, `/board.xlsx?…`. */
  address: string;
  /** What people call it, `清单`: it stands in the sentences and names a file that comes without a name. */
  what: string;
  /** Stops it. */
  signal?: AbortSignal;
  /** How many bytes have come so far; how many there will be nobody knows before the last row. */
  onBytes?: (bytes: number) => void;
}

/**
 * Fetches a workbook that the server makes and hands it to the browser as a file; one that breaks off midway is none.
 * @returns its name
 * @throws Error with a sentence for people, the server's where it has one; an AbortError where `signal` stopped it
 */
export async function download({ address, what, signal, onBytes }: Download): Promise<string> {
  const response = await fetch(address, signal && { signal }).catch(
    saying(`没连上服务，${what}没有取到。网好了再试一次`),
  );
  if (!response.ok) throw new Error(await sentenceOf(response, `${what}没有取到。再试一次`));
  const name = nameIn(response.headers.get('content-disposition')) ?? `${what}.xlsx`;
  const parts = await partsOf(response, onBytes).catch(saying(`${what}取到一半断了，没有存下来。再试一次`));
  saveAs(name, new Blob(parts, { type: response.headers.get('content-type') ?? '' }));
  return name;
}

/** The name that a Content-Disposition gives in UTF-8; null where it gives none. */
export const nameIn = (disposition: string | null): string | null => {
  const name = /filename\*=UTF-8''([^;]+)/.exec(disposition ?? '')?.[1];
  return name === undefined ? null : decodeURIComponent(name);
};

export const isStopped = (error: unknown): boolean => error instanceof Error && error.name === 'AbortError';

const saying =
  (sentence: string) =>
  (error: unknown): never => {
    throw isStopped(error) ? error : new Error(sentence);
  };

/** What the server says when it refuses: one sentence for people. */
async function sentenceOf(response: Response, otherwise: string): Promise<string> {
  if (!(response.headers.get('content-type') ?? '').includes('json')) return otherwise;
  const { message } = (await response.json()) as { message?: string };
  return message ?? otherwise;
}

async function partsOf(response: Response, onBytes?: (bytes: number) => void): Promise<BlobPart[]> {
  if (!response.body) return [await response.blob()];
  const parts: BlobPart[] = [];
  const reader = response.body.getReader();
  for (let bytes = 0; ;) {
    const { done, value } = await reader.read();
    if (done) return parts;
    parts.push(value);
    bytes += value.byteLength;
    onBytes?.(bytes);
  }
}
