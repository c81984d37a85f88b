import type { Field } from '../layout/fields.ts';
import type { RegionFact } from '../match/regions.ts';
import { fault } from '../values/fault.ts';
import type { FileFinding } from './file-check.ts';
import { repeated, sameAsStored } from './judge-cadre.ts';
import {
  OUTSIDE_MESSAGE,
  SUPERIOR_MESSAGE,
  faultReasons,
  heldFor,
  judged,
  remarkReason,
} from './judgement.ts';
import type { Judgement, Reason } from './judgement.ts';
import type { HouseholdRecord } from './records.ts';

/** A stored household of the importer's own area, with the personal values that are compared in the clear. */
export interface HouseholdFact {
  id: string;
  number: string | null;
  villageId: string;
  village: string;
  group: string;
  head: string;
  identity: string | null;
  phone: string | null;
  size: number;
  cause: string | null;
  status: string;
  ended: boolean;
}

export interface HouseholdFacts {
  byNumber(number: string): HouseholdFact | undefined;
  byVillageAndHead(villageId: string, head: string): readonly HouseholdFact[];
  /** The household of whoever has this number, in the importer's area. */
  byIdentity(identity: string): HouseholdFact | undefined;
  /** True where the identity number or the household's number is in use outside the importer's area. */
  takenOutside(identity: string | undefined, number: string | undefined): boolean;
  covers(village: RegionFact): boolean;
  /** True where an earlier roster asked this of the household already. */
  asked(householdId: string, message: string): boolean;
}

/** What becomes of one row of a household roster. Pure: the facts are looked up beforehand. */
export function judgeHousehold(
  record: HouseholdRecord,
  finding: FileFinding,
  facts: HouseholdFacts,
): Judgement {
  if (finding.kind === 'REFUSED') return judged('REFUSE', faultReasons(record.faults));
  const village = record.match && 'found' in record.match ? record.match.found : undefined;
  if (!village || !facts.covers(village)) {
    record.faults.village = fault('OUTSIDE', OUTSIDE_MESSAGE).fault;
    return judged('REFUSE', faultReasons(record.faults));
  }
  if (finding.kind === 'REPEAT') return judged('SKIP', [repeated(finding.of)]);
  const fact = findStored(record, village, facts);
  const owner = record.identity ? facts.byIdentity(record.identity) : undefined;
  if (owner && owner.id !== fact?.id) {
    const place = `${owner.village}${owner.head}户`;
    return heldFor(
      'IDENTITY_TAKEN',
      `这个证件号码已登记在${place}，是分户、合户还是填错，要人定`,
      'identity',
      owner.id,
    );
  }
  if (facts.takenOutside(owner ? undefined : record.identity, fact ? undefined : record.number)) {
    return heldFor('SUPERIOR', SUPERIOR_MESSAGE, 'identity');
  }
  const remark = remarkReason(record.remark);
  if (!fact) {
    const reasons: Reason[] = [{ code: 'NEW', message: '库里没有这户', field: null }];
    return remark ? judged('REVIEW', [remark, ...reasons]) : judged('ADD', reasons);
  }
  return (
    contradiction(record, village, fact) ??
    compare(record, fact, remark && facts.asked(fact.id, remark.message) ? undefined : remark)
  );
}

/** By the household's number, else by village and head; a household stored without a number is met by the latter, too. */
function findStored(
  record: HouseholdRecord,
  village: RegionFact,
  facts: HouseholdFacts,
): HouseholdFact | undefined {
  const known = record.number ? facts.byNumber(record.number) : undefined;
  if (known) return known;
  const namesakes = facts.byVillageAndHead(village.id, record.head);
  const possible = record.number ? namesakes.filter((fact) => fact.number === null) : namesakes;
  const certain = record.identity
    ? possible.filter((fact) => fact.identity === null || fact.identity === record.identity)
    : possible;
  return certain.length === 1 ? certain[0] : undefined;
}

function contradiction(
  record: HouseholdRecord,
  village: RegionFact,
  fact: HouseholdFact,
): Judgement | undefined {
  if (fact.ended) return heldFor('ENDED', '这一户在库里已销户，要不要恢复，要人定', null, fact.id);
  if (fact.head !== record.head) {
    return heldFor(
      'OTHER_HEAD',
      `这个户编号在库里的户主是${fact.head}，是换了户主还是填错，要人定`,
      'head',
      fact.id,
    );
  }
  if (fact.villageId !== village.id) {
    return heldFor(
      'OTHER_VILLAGE',
      `库里在${fact.village}，名册写${village.name}：搬了村还是填错，要人定`,
      'village',
      fact.id,
    );
  }
  if (record.identity && fact.identity && record.identity !== fact.identity) {
    return heldFor('OTHER_IDENTITY', '户主的证件号码和库里不同，以哪个为准，要人定', 'identity', fact.id);
  }
  return undefined;
}

function compare(record: HouseholdRecord, fact: HouseholdFact, remark: Reason | undefined): Judgement {
  const changes = changedFields(record, fact);
  const reasons: Reason[] = changes.map((field) => ({
    code: 'CHANGED',
    message: '和库里不同，按名册改',
    field,
  }));
  if (remark) return judged('REVIEW', [remark, ...reasons], { targetId: fact.id, changes });
  if (reasons.length === 0) return judged('SKIP', [sameAsStored()], { targetId: fact.id });
  return judged('CHANGE', reasons, { targetId: fact.id, changes });
}

/** Blank cells leave what is stored as it is. */
function changedFields(record: HouseholdRecord, fact: HouseholdFact): Field[] {
  const changes: Field[] = [];
  if (record.number && record.number !== fact.number) changes.push('number');
  if (record.identity && record.identity !== fact.identity) changes.push('identity');
  if (record.phone && record.phone !== fact.phone) changes.push('phone');
  if (record.size !== undefined && record.size !== fact.size) changes.push('size');
  if (record.cause && record.cause !== fact.cause) changes.push('cause');
  if (record.status && record.status !== fact.status) changes.push('status');
  if (record.group && record.group !== fact.group) changes.push('group');
  return changes;
}
