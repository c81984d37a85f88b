import { sql } from 'kysely';
import type { Scope } from '../../../platform/auth/scope.ts';
import type { Vault } from '../../../platform/crypto.ts';
import type { Database } from '../../../platform/db/database.ts';
import { notFound } from '../../../platform/errors.ts';
import { offsetOf, type PageInput } from '../../../platform/graphql/page.ts';
import type { SealedNames } from './lines.ts';
import type { ConfirmationLine, ConfirmationLineList, ConfirmationSignature } from './record.type.ts';
import { statement } from '../../../platform/db/query-builder.ts';

type StoredSignature = Omit<ConfirmationSignature, 'signer'> & { key: Buffer; signer: Buffer };
type StoredLine = Omit<ConfirmationLine, 'cadre' | 'head'> & { names: Buffer };

/** Every signature given or taken back for a unit or a county in a year, latest first. */
export async function signaturesOf(
  db: Database,
  vault: Vault,
  scope: Scope,
  subjectId: string,
  year: number,
): Promise<ConfirmationSignature[]> {
  const rows = await db.rows(
    scope,
    statement(sql<StoredSignature>`select s.id, s.step, s.key, s.signer_cipher as signer, s.signed_as as "signedAs",
        s.signed_at as "signedAt", s.reason, (select count(*)::int from confirmation_line l
          where l.signature_id = coalesce(s.lines_of, s.id)) as lines
      from confirmation c join confirmation_signature s on s.confirmation_id = c.id
      where (c.unit_id = ${subjectId} or c.county_id = ${subjectId}) and c.year = ${year}
        and c.path >= ${scope.lo} and c.path < ${scope.hi}
      order by s.signed_at desc, s.id desc`),
  );
  return rows.map(({ key, signer, ...rest }) => ({ ...rest, signer: vault.open(key, signer) }));
}

/**
 * The list that a signature signed, as it was then.
 * @throws NOT_FOUND for a signature that is not there or not in scope
 */
export async function linesOf(
  db: Database,
  vault: Vault,
  scope: Scope,
  signatureId: string,
  page: PageInput,
): Promise<ConfirmationLineList> {
  const signed = await db.row(
    scope,
    statement(sql<{ id: string; key: Buffer; total: number }>`select l.id, l.key,
        (select count(*)::int from confirmation_line where signature_id = l.id) as total
      from confirmation_signature s join confirmation_signature l on l.id = coalesce(s.lines_of, s.id)
      where s.id = ${signatureId} and s.path >= ${scope.lo} and s.path < ${scope.hi}`),
  );
  if (!signed) throw notFound('次签名');
  const rows = await db.rows(
    scope,
    statement(sql<StoredLine>`select position, names_cipher as names, unit, village, kind, from_date as "from"
      from confirmation_line where signature_id = ${signed.id} order by position limit ${page.size} offset ${offsetOf(page)}`),
  );
  return {
    items: rows.map(({ names, ...line }) => ({
      ...line,
      ...(JSON.parse(vault.open(signed.key, names)) as SealedNames),
    })),
    total: signed.total,
  };
}
