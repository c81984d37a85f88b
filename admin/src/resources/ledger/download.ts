import { saveAs } from '../../shared/hand-over.ts';

/** What the server says when it refuses: one sentence for people. */
async function sentenceOf(response: Response): Promise<string> {
  const type = response.headers.get('content-type') ?? '';
  if (!type.includes('json')) return '台账没有取到。再试一次';
  const { message } = (await response.json()) as { message?: string };
  return message ?? '台账没有取到。再试一次';
}

const nameIn = (disposition: string | null): string =>
  decodeURIComponent(/filename\*=UTF-8''([^;]+)/.exec(disposition ?? '')?.[1] ?? '台账.xlsx');

export interface LedgerOrder {
  path: string;
  year: number | null;
}

const OFFLINE = '没连上服务，台账没有取到。网好了再试一次';

/**
 * Fetches the workbook and hands it to the browser as a file.
 * @param onBytes how many bytes have come so far; how many there will be nobody knows before the last row
 * @returns its name
 * @throws Error with the server's sentence; an AbortError where `signal` stopped it
 */
export async function downloadLedger(
  order: LedgerOrder,
  signal: AbortSignal,
  onBytes: (bytes: number) => void,
): Promise<string> {
  const query = new URLSearchParams({
    path: order.path,
    ...(order.year !== null && { year: String(order.year) }),
  });
  const response = await fetch(`/ledger.xlsx?${query.toString()}`, { signal }).catch((error: unknown) => {
    throw error instanceof Error && error.name === 'AbortError' ? error : new Error(OFFLINE);
  });
  if (!response.ok) throw new Error(await sentenceOf(response));
  const name = nameIn(response.headers.get('content-disposition'));
  saveAs(
    name,
    new Blob(await bytesOf(response, onBytes), { type: response.headers.get('content-type') ?? '' }),
  );
  return name;
}

async function bytesOf(response: Response, onBytes: (bytes: number) => void): Promise<BlobPart[]> {
  if (!response.body) return [await response.blob()];
  const parts: BlobPart[] = [];
  let bytes = 0;
  const reader = response.body.getReader();
  for (;;) {
    const { done, value } = await reader.read().catch((error: unknown) => {
      throw error instanceof Error && error.name === 'AbortError'
        ? error
        : new Error('台账取到一半断了，没有存下来。再试一次');
    });
    if (done) return parts;
    parts.push(value);
    bytes += value.byteLength;
    onBytes(bytes);
  }
}
