import { PassThrough, type Writable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

export interface Workbook {
  fileName: string;
  /** Writes the workbook; it is whole only once the export stands in the record. */
  writeTo(out: Writable): Promise<void>;
}

/** Streams a workbook while it is being written; one that breaks off never arrives as a whole file. */
export function sendWorkbook(request: FastifyRequest, reply: FastifyReply, workbook: Workbook) {
  const out = new PassThrough();
  workbook.writeTo(out).catch((error: unknown) => {
    request.log.error({ err: error }, 'workbook broke off');
    out.destroy(error instanceof Error ? error : new Error('workbook broke off'));
  });
  return asWorkbook(reply, workbook.fileName).send(out);
}

/** Sends a workbook that is written already. */
export const sendWrittenWorkbook = (reply: FastifyReply, fileName: string, bytes: Buffer) =>
  asWorkbook(reply, fileName).send(bytes);

const asWorkbook = (reply: FastifyReply, fileName: string) =>
  reply
    .header('content-type', XLSX)
    .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(fileName)}`)
    .header('cache-control', 'no-store');
