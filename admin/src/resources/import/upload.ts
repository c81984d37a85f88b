export type Roster = 'cadres' | 'households';

/** Sends a file to be checked; answers with the run’s id. @throws Error with a sentence for people */
export const uploadRoster = async (kind: Roster, file: File, year: number | null): Promise<string> => {
  if (file.size > MOST_BYTES) throw new Error('这个文件太大，最多 20 MB。请按镇分成几个表，分开传');
  const body = new FormData();
  body.append('file', file);
  const response = await fetch(`/upload/import/${kind}${year ? `?year=${String(year)}` : ''}`, {
    method: 'POST',
    headers: { 'x-qinyou': '1' },
    body,
  }).catch(() => {
    throw new Error('没传上去：连不上服务器。检查网络再传一次');
  });
  const answer = (await response.json()) as { id?: string; message?: string };
  if (!response.ok || !answer.id) throw new Error(answer.message ?? '没传上去，再试一次');
  return answer.id;
};

const MOST_BYTES = 20 * 1024 * 1024;

export const templateUrl = (kind: Roster): string => `/download/import/template/${kind}`;
export const refusedUrl = (id: string): string => `/download/import/refused/${id}`;
