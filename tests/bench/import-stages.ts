import type { Stages } from './profile.ts';

/** The parts of an import. */
export const IMPORT_STAGES: Stages = [
  ['HMAC (blind index)', /blindIndex/],
  ['seal people (AES-GCM)', /person-vault|crypto\.js newPersonKey|crypto\.js seal/],
  ['seal rows (AES-GCM, JSON)', /locker/],
  ['pinyin initials', /pinyin/],
  ['unzip and scan', /import\/workbook|yauzl|node:zlib/],
  ['find rows (layout)', /import\/layout/],
  ['match villages', /import\/match/],
  ['parse values', /import\/(values|verdict\/read-)|identity-number|masks/],
  ['judge', /import\/verdict|import\/read-roster/],
  ['audit records', /modules\/audit/],
  [
    'compile statements, send and receive',
    /kysely|node_modules\/.*pg|mikro-orm|platform\/db|import\/(facts|store|write)/,
  ],
  ['HTTP, GraphQL', /fastify|apollo|graphql|node:_?http/],
];
