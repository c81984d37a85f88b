/** What the server says when it refuses: one sentence for people. */
async function sentenceOf(response: Response): Promise<string> {
  const type = response.headers.get('content-type') ?? '';
  if (!type.includes('json')) return '台账没有取到。再试一次';
  const { message } = (await response.json()) as { message?: string };
  return message ?? '台账没有取到。再试一次';
}

const nameIn = (disposition: string | null): string =>
  decodeURIComponent(/filename\*=UTF-8''([^;]+)/.exec(disposition ?? '')?.[1] ?? '台账.xlsx');

/**
 * Fetches the workbook and hands it to the browser as a file.
 * @returns its name
 * @throws Error with the server's sentence
 */
export async function downloadLedger(order: { path: string; year: number | null }): Promise<string> {
  const query = new URLSearchParams({
    path: order.path,
    ...(order.year !== null && { year: String(order.year) }),
  });
  const response = await fetch(`/ledger.xlsx?${query.toString()}`);
  if (!response.ok) throw new Error(await sentenceOf(response));
  const name = nameIn(response.headers.get('content-disposition'));
  const address = URL.createObjectURL(await response.blob());
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
  return name;
}
