import { saveAs } from '../../shared/hand-over.ts';
import type { BoardKind } from './board-words.ts';

export interface ListOrder {
  within: string;
  unitId: string | null;
  kind: BoardKind | null;
  year: number | null;
}

const FAILED = '清单没有取到。再试一次';
const OFFLINE = '没连上服务，清单没有取到。网好了再试一次';

async function sentenceOf(response: Response): Promise<string> {
  if (!(response.headers.get('content-type') ?? '').includes('json')) return FAILED;
  const { message } = (await response.json()) as { message?: string };
  return message ?? FAILED;
}

/**
 * Fetches everything that the board shows under this filter as a workbook and hands it to the browser.
 * @returns its name
 * @throws Error with the server's sentence
 */
export async function downloadList({ within, unitId, kind, year }: ListOrder): Promise<string> {
  const query = new URLSearchParams({
    within,
    ...(unitId !== null && { unit: unitId }),
    ...(kind !== null && { kind }),
    ...(year !== null && { year: String(year) }),
  });
  const response = await fetch(`/board.xlsx?${query.toString()}`).catch(() => {
    throw new Error(OFFLINE);
  });
  if (!response.ok) throw new Error(await sentenceOf(response));
  const disposition = response.headers.get('content-disposition') ?? '';
  const name = decodeURIComponent(/filename\*=UTF-8''([^;]+)/.exec(disposition)?.[1] ?? '清单.xlsx');
  // A file that breaks off midway is none.
  const content = await response.blob().catch(() => {
    throw new Error(FAILED);
  });
  saveAs(name, content);
  return name;
}
