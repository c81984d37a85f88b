import { sql } from 'kysely';
import type { Vault } from '../../../platform/crypto.ts';
import { columnsOf } from '../../../platform/db/binary-array.ts';
import type { UnitOfWork } from '../../../platform/db/database.ts';
import { audit, type AuditRecord } from '../../audit/index.ts';
import type { LoadedHouseholds, StoredHousehold } from '../facts/household-facts.ts';
import {
  birthDateOf,
  sealRemark,
  standing,
  type PersonVault,
  type PovertyWeights,
} from '../../people/index.ts';
import type { HouseholdRecord } from '../verdict/records.ts';
import type { BatchOutcome, BatchRow } from './batch.ts';
import { initialsOf } from './derive.ts';
import { newId } from './new-id.ts';
import { sealPerson } from './seal-person.ts';

/** A household whose status the roster doesn't tell is an ordinary one: a friend it may have, a gap it is not. */
const UNTOLD_STATUS = 'NOT_REGISTERED';

interface Context {
  unit: UnitOfWork;
  people: PersonVault;
  vault: Vault;
  facts: LoadedHouseholds;
  poorVillages: ReadonlySet<string>;
  weights: PovertyWeights;
  importId: string;
}

/** Writes a batch in a handful of statements with its audit rows, all in the caller's transaction. */
export async function writeHouseholds(
  context: Context,
  rows: readonly BatchRow<HouseholdRecord>[],
): Promise<BatchOutcome> {
  const written = rows.filter(
    ({ judgement }) => !judgement.held && ['ADD', 'CHANGE', 'REVIEW'].includes(judgement.verdict),
  );
  const fresh = written.filter(({ judgement }) => judgement.targetId === null);
  const changed = written.filter(
    ({ judgement }) => judgement.targetId !== null && judgement.changes.length > 0,
  );
  const targets = await insertHouseholds(context, fresh);
  await updateHouseholds(context, changed);
  for (const { row, judgement } of rows) if (judgement.targetId) targets.set(row, judgement.targetId);
  return { added: fresh.length, changed: changed.length, claims: 0, targets };
}

async function insertHouseholds(
  context: Context,
  rows: readonly BatchRow<HouseholdRecord>[],
): Promise<Map<number, string>> {
  const { unit, people, vault, poorVillages, weights, importId } = context;
  const made = rows.flatMap(({ row, record }) => {
    if (!record.match || !('found' in record.match)) return [];
    const village = record.match.found;
    const status = record.status ?? UNTOLD_STATUS;
    return [
      {
        row,
        record,
        village,
        status,
        id: newId(),
        headId: newId(),
        person: sealPerson(people, record),
        ...sealRemark(vault, record.remark),
        ...standing(weights, {
          status,
          cause: record.cause ?? null,
          livingMembers: record.size ?? 1,
          endedOn: null,
          poorVillage: poorVillages.has(village.id),
        }),
      },
    ];
  });
  if (made.length === 0) return new Map();
  const { texts, uuids, byteas } = columnsOf(made);
  const column = <T>(pick: (one: (typeof made)[number]) => T): T[] => made.map(pick);
  await sql`
    insert into household (id, number, region_id, path, village_group, poverty_status, cause, eligible, need, head_id, head_name,
      head_initials, size, remark, remark_key, remark_cipher)
    select * from unnest(${uuids((h) => h.id)}::uuid[], ${texts((h) => h.record.number ?? null)}::text[],
      ${uuids((h) => h.village.id)}::uuid[], ${texts((h) => h.village.path)}::text[], ${texts((h) => h.record.group || null)}::text[],
      ${texts((h) => h.status)}::text[], ${texts((h) => h.record.cause ?? null)}::text[], ${column((h) => h.eligible)}::bool[],
      ${column((h) => h.need)}::int2[], ${uuids((h) => h.headId)}::uuid[], ${texts((h) => h.record.head)}::text[],
      ${texts((h) => initialsOf(h.record.head))}::text[], ${column((h) => h.record.size ?? 1)}::int2[],
      ${texts((h) => h.remark)}::text[], ${byteas((h) => h.remarkKey)}::bytea[], ${byteas((h) => h.remarkCipher)}::bytea[])`.execute(
    unit.sql,
  );
  await sql`
    insert into household_member (id, household_id, path, name, relation, birth_date, person_key, identity_cipher, identity_mask,
      identity_index, identity_tail, phone_cipher, phone_mask)
    select id, household_id, path, name, 'HEAD', birth_date::date, k, ic, im, ii, it, pc, pm
    from unnest(${uuids((h) => h.headId)}::uuid[], ${uuids((h) => h.id)}::uuid[], ${texts((h) => h.village.path)}::text[],
      ${texts((h) => h.record.head)}::text[], ${texts((h) => (h.record.identity ? birthDateOf(h.record.identity) : null) ?? null)}::text[],
      ${byteas((h) => h.person.personKey)}::bytea[], ${byteas((h) => h.person.identityCipher)}::bytea[],
      ${texts((h) => h.person.identityMask)}::text[], ${byteas((h) => h.person.identityIndex)}::bytea[],
      ${texts((h) => h.person.identityTail)}::text[], ${byteas((h) => h.person.phoneCipher)}::bytea[],
      ${texts((h) => h.person.phoneMask)}::text[])
      as t(id, household_id, path, name, birth_date, k, ic, im, ii, it, pc, pm)`.execute(unit.sql);
  audit(
    unit,
    ...made.map(({ id, row, village, status, record }): AuditRecord => ({
      action: 'household.import',
      subjectType: 'household',
      subjectId: id,
      path: village.path,
      after: {
        importId,
        row,
        number: record.number ?? null,
        status,
        cause: record.cause ?? null,
        size: record.size ?? 1,
      },
    })),
  );
  return new Map(made.map(({ row, id }) => [row, id]));
}

async function updateHouseholds(context: Context, rows: readonly BatchRow<HouseholdRecord>[]): Promise<void> {
  const { unit, people, facts, poorVillages, weights, importId } = context;
  const changes = rows.flatMap(({ row, record, judgement }) => {
    const stored = facts.byId(judgement.targetId ?? '');
    if (!stored) return [];
    const to = <T>(field: (typeof judgement.changes)[number], value: T) =>
      judgement.changes.includes(field) ? value : undefined;
    const status = to('status', record.status) ?? stored.status;
    const cause = to('cause', record.cause) ?? stored.cause;
    const person = sealPerson(
      people,
      { identity: to('identity', record.identity), phone: to('phone', record.phone) },
      stored.personKey,
    );
    return [
      {
        row,
        record,
        stored,
        person,
        status,
        cause,
        fields: judgement.changes,
        number: to('number', record.number) ?? stored.number,
        group: to('group', record.group) ?? stored.group,
        size: to('size', record.size) ?? stored.size,
        ...standing(weights, {
          status,
          cause,
          livingMembers: to('size', record.size) ?? stored.size,
          endedOn: null,
          poorVillage: poorVillages.has(stored.villageId),
        }),
      },
    ];
  });
  if (changes.length === 0) return;
  const { texts, uuids } = columnsOf(changes);
  const column = <T>(pick: (one: (typeof changes)[number]) => T): T[] => changes.map(pick);
  await sql`
    update household h set number = v.number, village_group = nullif(v.grp, ''), poverty_status = v.status, cause = v.cause,
      eligible = v.eligible and h.ended_on is null, need = v.need, size = v.size, version = h.version + 1
    from unnest(${uuids((c) => c.stored.id)}::uuid[], ${texts((c) => c.number)}::text[], ${texts((c) => c.group)}::text[],
      ${texts((c) => c.status)}::text[], ${texts((c) => c.cause)}::text[], ${column((c) => c.eligible)}::bool[],
      ${column((c) => c.need)}::int2[], ${column((c) => c.size)}::int2[]) as v(id, number, grp, status, cause, eligible, need, size)
    where h.id = v.id`.execute(unit.sql);
  await updateHeads(
    unit,
    changes.filter(({ person, stored }) => stored.headId && (person.identityCipher || person.phoneCipher)),
  );
  audit(
    unit,
    ...changes.map(({ stored, fields, row, status, cause, size, number }): AuditRecord => ({
      action: 'household.import',
      subjectType: 'household',
      subjectId: stored.id,
      path: stored.path,
      before: { number: stored.number, status: stored.status, cause: stored.cause, size: stored.size },
      after: { importId, row, fields, number, status, cause, size },
    })),
  );
}

async function updateHeads(
  unit: UnitOfWork,
  heads: readonly { stored: StoredHousehold; person: ReturnType<typeof sealPerson> }[],
): Promise<void> {
  if (heads.length === 0) return;
  const { texts, uuids, byteas } = columnsOf(heads);
  await sql`
    update household_member m set person_key = coalesce(m.person_key, v.k), identity_cipher = coalesce(v.ic, m.identity_cipher),
      identity_mask = coalesce(v.im, m.identity_mask), identity_index = coalesce(v.ii, m.identity_index),
      identity_tail = coalesce(v.it, m.identity_tail), phone_cipher = coalesce(v.pc, m.phone_cipher),
      phone_mask = coalesce(v.pm, m.phone_mask), phone_works_on = case when v.pc is null then m.phone_works_on end,
      version = m.version + 1
    from unnest(${uuids((h) => h.stored.headId)}::uuid[], ${byteas((h) => h.person.personKey)}::bytea[],
      ${byteas((h) => h.person.identityCipher)}::bytea[], ${texts((h) => h.person.identityMask)}::text[],
      ${byteas((h) => h.person.identityIndex)}::bytea[], ${texts((h) => h.person.identityTail)}::text[],
      ${byteas((h) => h.person.phoneCipher)}::bytea[], ${texts((h) => h.person.phoneMask)}::text[])
      as v(id, k, ic, im, ii, it, pc, pm)
    where m.id = v.id`.execute(unit.sql);
}
