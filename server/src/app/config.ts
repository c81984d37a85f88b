import { resolve } from 'node:path';
import { z } from 'zod';
import { StartError } from '../platform/cluster/index.ts';
import type { Limits } from '../platform/limits.ts';

const figure = z.number().int().positive();
const rate = z.strictObject({ points: figure, seconds: figure });
const limits = z
  .strictObject({
    bodyBytes: figure,
    tokens: figure,
    depth: figure,
    rootFields: figure,
    sameField: figure,
    cost: figure,
    perAddress: rate,
    perAccount: rate,
    checking: rate,
    atOnce: figure,
    guessesPerAddress: rate,
    guessesPerLogin: rate,
    refusalMs: figure,
  } satisfies Record<keyof Limits, unknown>)
  .partial();

const environment = z.object({
  PORT: z.coerce.number().int().min(1).max(65535).default(4000),
  QINYOU_DATA: z.string().min(1).default('.data'),
  DATABASE_URL: z.url().optional(),
  QINYOU_OWNER_URL: z.url().optional(),
  QINYOU_LIMITS: z
    .string()
    .default('{}')
    .transform((text, context) => {
      try {
        return JSON.parse(text) as unknown;
      } catch {
        context.addIssue('no JSON');
        return z.NEVER;
      }
    })
    .pipe(limits),
  NODE_ENV: z.string().default('production'),
});

export interface Config {
  readonly port: number;
  readonly dataDir: string;
  /** An outside database (application login and owner), or null for the embedded one. */
  readonly outside: { appUrl: string; ownerUrl: string } | null;
  /** Introspection is on only here. */
  readonly development: boolean;
  /** Single limits that differ from the defaults. */
  readonly limits: Partial<Limits>;
}

/** Reads the settings of the process from its environment. @throws StartError with one sentence */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const { data, error } = environment.safeParse(env);
  if (error) {
    if (error.issues.some((issue) => issue.path[0] === 'PORT')) {
      throw new StartError(
        `端口 PORT 要是 1 到 65535 的数，现在是「${env['PORT']}」。改正后再启动，例如：PORT=4001 npm start`,
      );
    }
    const names = error.issues.map((issue) => issue.path.join('.'));
    throw new StartError(`环境变量 ${names.join('、')} 填得不对，请改正后再启动`);
  }
  if (Boolean(data.DATABASE_URL) !== Boolean(data.QINYOU_OWNER_URL)) {
    throw new StartError('用外部数据库要同时给 DATABASE_URL 和 QINYOU_OWNER_URL 两个地址');
  }
  return {
    port: data.PORT,
    dataDir: resolve(data.QINYOU_DATA),
    outside: data.DATABASE_URL ? { appUrl: data.DATABASE_URL, ownerUrl: data.QINYOU_OWNER_URL! } : null,
    development: data.NODE_ENV === 'development',
    limits: data.QINYOU_LIMITS,
  };
}
