export type Roster = 'cadres' | 'households';

/** While a file is on its way. */
export interface Sending {
  /** Told how much has gone out, from 0 to 1. */
  onShare: (share: number) => void;
  /** Stops it; nothing of the file is kept. */
  signal: AbortSignal;
}

/** Somebody stopped it; there is nothing to say about that. */
export class UploadStopped extends Error {}

/** Sends a file to be checked; answers with the run’s id. @throws Error with a sentence for people, UploadStopped */
export const uploadRoster = (
  kind: Roster,
  file: File,
  year: number | null,
  { onShare, signal }: Sending,
): Promise<string> => {
  if (file.size > MOST_BYTES)
    return Promise.reject(new Error('这个文件太大，最多 20 MB。请按镇分成几个表，分开传'));
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest(); // fetch can't tell how far an upload is
    request.open('POST', `/upload/import/${kind}${year ? `?year=${String(year)}` : ''}`);
    request.setRequestHeader('x-qinyou', '1');
    request.upload.onprogress = ({ loaded, total }) => onShare(total > 0 ? loaded / total : 0);
    request.onload = () => {
      const { id, message } = answerOf(request.responseText);
      if (request.status === 201 && id) resolve(id);
      else reject(new Error(message ?? '服务器没收下这个文件，再传一次；还不行，找系统管理员'));
    };
    request.onerror = () => reject(new Error('没传上去：连不上服务器。检查网络再传一次'));
    request.onabort = () => reject(new UploadStopped());
    signal.addEventListener('abort', () => request.abort());
    const body = new FormData();
    body.append('file', file);
    request.send(body);
  });
};

/** A proxy in between may answer with a page of its own. */
function answerOf(text: string): { id?: string; message?: string } {
  try {
    return JSON.parse(text) as { id?: string; message?: string };
  } catch {
    return {};
  }
}

const MOST_BYTES = 20 * 1024 * 1024;

export const templateUrl = (kind: Roster): string => `/download/import/template/${kind}`;
export const refusedUrl = (id: string): string => `/download/import/refused/${id}`;
