import { sql } from 'kysely';
import type { Scope } from '../../../platform/auth/scope.ts';
import { columnsOf } from '../../../platform/db/binary-array.ts';
import type { UnitOfWork } from '../../../platform/db/database.ts';
import { audit, type AuditRecord } from '../../audit/index.ts';
import { recordClaims, type ClaimDraft } from '../../pairing/index.ts';
import { villagePath, writtenVillage, type LoadedCadres, type StoredUnit } from '../facts/cadre-facts.ts';
import type { RegionFact } from '../match/regions.ts';
import { birthDateOf, type PersonVault } from '../../people/index.ts';
import type { CadreRecord } from '../verdict/records.ts';
import type { BatchOutcome, BatchRow } from './batch.ts';
import { initialsOf } from './derive.ts';
import { newId } from './new-id.ts';
import { createUnits } from './new-units.ts';
import { sealPerson } from './seal-person.ts';

interface Context {
  unit: UnitOfWork;
  people: PersonVault;
  facts: LoadedCadres;
  scope: Scope;
  area: RegionFact;
  regions: readonly RegionFact[];
  importId: string;
  year: number;
  /** The import's date: where a pairing begins unless a column says otherwise. */
  today: string;
}

interface Person {
  id: string;
  path: string;
}

/** Writes a batch: new units, people, changes, then claims; all in the caller's transaction. */
export async function writeCadres(
  context: Context,
  rows: readonly BatchRow<CadreRecord>[],
): Promise<BatchOutcome> {
  const written = rows.filter(({ judgement }) => !judgement.held && judgement.verdict !== 'REFUSE');
  const fresh = written.filter(
    ({ finding, judgement }) => judgement.targetId === null && finding.kind === 'FIRST',
  );
  const people = await insertCadres(context, fresh);
  const changed = written.filter(
    ({ judgement }) => judgement.targetId !== null && judgement.changes.length > 0,
  );
  await updateCadres(context, changed);
  const targets = new Map<number, string>();
  const drafts: ClaimDraft[] = [];
  for (const { row, record, finding, judgement } of written) {
    const person = personOf(
      context,
      people,
      row,
      finding.kind === 'MORE' || finding.kind === 'REPEAT' ? finding.of : row,
      judgement.targetId,
    );
    if (!person) continue;
    targets.set(row, person.id);
    if (!record.claim || context.facts.hasClaim(person.id, record)) continue;
    context.facts.addClaim(person.id, record.claim);
    drafts.push(draftOf(context, person, record, row));
  }
  if (drafts.length > 0) await recordClaims(context.unit, drafts);
  return { added: fresh.length, changed: changed.length, claims: drafts.length, targets };
}

function personOf(
  context: Context,
  people: Map<number, Person>,
  row: number,
  of: number,
  targetId: string | null,
) {
  return (targetId ? context.facts.byId(targetId) : undefined) ?? people.get(row) ?? people.get(of);
}

function draftOf(
  { scope, area, importId, year, today }: Context,
  person: Person,
  record: CadreRecord,
  row: number,
): ClaimDraft {
  const claim = record.claim!;
  return {
    year,
    cadreId: person.id,
    cadrePath: person.path,
    path: villagePath(claim, scope) ?? area.path,
    claimedHead: claim.head,
    claimedVillage: writtenVillage(claim),
    importId,
    sourceRow: row,
    from: claim.from ?? today,
  };
}

async function insertCadres(
  context: Context,
  rows: readonly BatchRow<CadreRecord>[],
): Promise<Map<number, Person>> {
  const { unit, people, facts, importId } = context;
  if (rows.length === 0) return new Map();
  const unknown = [
    ...new Set(rows.map(({ record }) => record.unit).filter((name) => !facts.unitKnown(name))),
  ];
  const created = await createUnits(unit, unknown, context.area, context.regions, importId);
  const units = new Map<string, StoredUnit>(created.map((one) => [one.name, one]));
  const made = rows.flatMap(({ row, record }) => {
    const employer = units.get(record.unit) ?? facts.unit(record.unit);
    if (!employer) return [];
    return [
      {
        row,
        record,
        employer,
        id: newId(),
        person: sealPerson(people, record),
        rank: facts.rankOf(record.rankTitle),
      },
    ];
  });
  const { texts, uuids, byteas } = columnsOf(made);
  await sql`
    insert into cadre (id, name, initials, sex, birth_date, unit_id, path, rank_title, rank, person_key, identity_cipher,
      identity_mask, identity_index, identity_tail, phone_cipher, phone_mask)
    select id, name, initials, sex, birth_date::date, unit_id, path, rank_title, rank, k, ic, im, ii, it, pc, pm
    from unnest(${uuids((c) => c.id)}::uuid[], ${texts((c) => c.record.name)}::text[],
      ${texts((c) => initialsOf(c.record.name))}::text[], ${texts((c) => c.record.sex ?? null)}::text[],
      ${texts((c) => (c.record.identity ? birthDateOf(c.record.identity) : null) ?? null)}::text[],
      ${uuids((c) => c.employer.id)}::uuid[], ${texts((c) => c.employer.path)}::text[],
      ${texts((c) => c.record.rankTitle)}::text[], ${texts((c) => c.rank)}::text[], ${byteas((c) => c.person.personKey)}::bytea[],
      ${byteas((c) => c.person.identityCipher)}::bytea[], ${texts((c) => c.person.identityMask)}::text[],
      ${byteas((c) => c.person.identityIndex)}::bytea[], ${texts((c) => c.person.identityTail)}::text[],
      ${byteas((c) => c.person.phoneCipher)}::bytea[], ${texts((c) => c.person.phoneMask)}::text[])
      as t(id, name, initials, sex, birth_date, unit_id, path, rank_title, rank, k, ic, im, ii, it, pc, pm)`.execute(
    unit.sql,
  );
  await sql`
    insert into posting (cadre_id, unit_id, rank_title, from_date)
    select cadre_id, unit_id, rank_title, ${context.today}::date
    from unnest(${uuids((c) => c.id)}::uuid[], ${uuids((c) => c.employer.id)}::uuid[], ${texts((c) => c.record.rankTitle)}::text[])
      as t(cadre_id, unit_id, rank_title)`.execute(unit.sql);
  audit(
    unit,
    ...made.map(({ id, row, employer, rank, record }): AuditRecord => ({
      action: 'cadre.import',
      subjectType: 'cadre',
      subjectId: id,
      path: employer.path,
      after: { importId, row, unitId: employer.id, rankTitle: record.rankTitle, rank },
    })),
  );
  return new Map(made.map(({ row, id, employer }) => [row, { id, path: employer.path }]));
}

async function updateCadres(
  { unit, people, facts, importId }: Context,
  rows: readonly BatchRow<CadreRecord>[],
): Promise<void> {
  const changes = rows.flatMap(({ row, record, judgement }) => {
    const stored = facts.byId(judgement.targetId ?? '');
    if (!stored) return [];
    const has = (field: (typeof judgement.changes)[number]) => judgement.changes.includes(field);
    const values = {
      identity: has('identity') ? record.identity : undefined,
      phone: has('phone') ? record.phone : undefined,
    };
    const rankTitle = has('rank') ? record.rankTitle : stored.rankTitle;
    return [
      {
        row,
        stored,
        rankTitle,
        fields: judgement.changes,
        person: sealPerson(people, values, stored.personKey),
        rank: has('rank') ? facts.rankOf(rankTitle) : null,
        sex: has('sex') ? (record.sex ?? null) : null,
      },
    ];
  });
  if (changes.length === 0) return;
  const { texts, uuids, byteas } = columnsOf(changes);
  await sql`
    update cadre c set rank_title = v.rank_title, rank = coalesce(v.rank, c.rank), sex = coalesce(v.sex, c.sex),
      person_key = coalesce(c.person_key, v.k), identity_cipher = coalesce(v.ic, c.identity_cipher),
      identity_mask = coalesce(v.im, c.identity_mask), identity_index = coalesce(v.ii, c.identity_index),
      identity_tail = coalesce(v.it, c.identity_tail), phone_cipher = coalesce(v.pc, c.phone_cipher),
      phone_mask = coalesce(v.pm, c.phone_mask), phone_works_on = case when v.pc is null then c.phone_works_on end,
      version = c.version + 1
    from unnest(${uuids((c) => c.stored.id)}::uuid[], ${texts((c) => c.rankTitle)}::text[], ${texts((c) => c.rank)}::text[],
      ${texts((c) => c.sex)}::text[], ${byteas((c) => c.person.personKey)}::bytea[], ${byteas((c) => c.person.identityCipher)}::bytea[],
      ${texts((c) => c.person.identityMask)}::text[], ${byteas((c) => c.person.identityIndex)}::bytea[],
      ${texts((c) => c.person.identityTail)}::text[], ${byteas((c) => c.person.phoneCipher)}::bytea[],
      ${texts((c) => c.person.phoneMask)}::text[]) as v(id, rank_title, rank, sex, k, ic, im, ii, it, pc, pm)
    where c.id = v.id`.execute(unit.sql);
  audit(
    unit,
    ...changes.map(({ stored, fields, row, rankTitle }): AuditRecord => ({
      action: 'cadre.import',
      subjectType: 'cadre',
      subjectId: stored.id,
      path: stored.path,
      before: { rankTitle: stored.rankTitle },
      after: { importId, row, fields, rankTitle },
    })),
  );
}
