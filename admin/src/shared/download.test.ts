import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { download, isStopped, nameIn } from './download.ts';

const saved: { name: string; size: number }[] = [];
const answers = (answer: () => Promise<Response>) => vi.stubGlobal('fetch', answer);
const json = (status: number, body: object) =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } });

beforeEach(() => {
  saved.length = 0;
  let size = 0;
  vi.spyOn(URL, 'createObjectURL').mockImplementation((blob) => {
    size = (blob as Blob).size;
    return 'blob:x';
  });
  vi.spyOn(URL, 'revokeObjectURL').mockReturnValue();
  const link = { href: '', download: '', click: () => saved.push({ name: link.download, size }) };
  vi.stubGlobal('document', { createElement: () => link });
});
afterEach(() => vi.unstubAllGlobals());

describe('download', () => {
  const order = { address: '/board.xlsx?within=6109%2F', what: '清单' };

  it('saves what came under the name the server gives, and says how far it is', async () => {
    const headers = { 'content-disposition': "attachment; filename*=UTF-8''%E6%B8%85%E5%8D%95%2031.xlsx" };
    answers(() => Promise.resolve(new Response('four', { headers })));
    const bytes: number[] = [];
    expect(await download({ ...order, onBytes: (n) => bytes.push(n) })).toBe('清单 31.xlsx');
    expect(saved).toEqual([{ name: '清单 31.xlsx', size: 4 }]);
    expect(bytes.at(-1)).toBe(4);
  });

  it.each<[string, () => Promise<Response>, string]>([
    [
      'no service',
      () => Promise.reject(new TypeError('Failed to fetch')),
      '没连上服务，清单没有取到。网好了再试一次',
    ],
    ['a refusal with its sentence', () => Promise.resolve(json(403, { message: '不归你看' })), '不归你看'],
    ['a refusal without one', () => Promise.resolve(json(500, {})), '清单没有取到。再试一次'],
    [
      'a page of somebody between',
      () => Promise.resolve(new Response('<h1>', { status: 502 })),
      '清单没有取到。再试一次',
    ],
    [
      'a line that breaks midway',
      () =>
        Promise.resolve(
          new Response(
            new ReadableStream({
              pull: (out) => out.error(new TypeError('network error')),
            }),
          ),
        ),
      '清单取到一半断了，没有存下来。再试一次',
    ],
  ])('says what happened at %s and saves nothing', async (_, answer, sentence) => {
    answers(answer);
    await expect(download(order)).rejects.toThrow(sentence);
    expect(saved).toEqual([]);
  });

  it('is told apart from trouble where somebody stopped it', async () => {
    answers(() => Promise.reject(new DOMException('stopped', 'AbortError')));
    const error: unknown = await download(order).catch((reason: unknown) => reason);
    expect(isStopped(error)).toBe(true);
  });
});

it('finds no name where none is given', () => {
  expect([nameIn(null), nameIn('attachment; filename=x.xlsx')]).toEqual([null, null]);
});
