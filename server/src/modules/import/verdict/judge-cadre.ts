import type { Field } from '../layout/fields.ts';
import type { FileFinding } from './file-check.ts';
import { SUPERIOR_MESSAGE, faultReasons, heldFor, judged, remarkReason } from './judgement.ts';
import type { Judgement, Reason } from './judgement.ts';
import type { CadreRecord } from './records.ts';

/** A stored cadre that the importer may speak of, with the personal values that are compared in the clear. */
export interface CadreFact {
  id: string;
  /** R6: the importer's own to change; of a guest (sits here, administered by the city) a roster only says what it claims. */
  own: boolean;
  name: string;
  unit: string;
  /** Other names of the unit. */
  unitAliases: readonly string[];
  sex: 'M' | 'F' | null;
  rankTitle: string;
  identity: string | null;
  phone: string | null;
}

export interface CadreFacts {
  byIdentity(identity: string): CadreFact | undefined;
  byUnitAndName(unit: string, name: string): readonly CadreFact[];
  /** True where the number belongs to somebody outside the importer's area. */
  takenOutside(identity: string): boolean;
  unitKnown(unit: string): boolean;
  rankKnown(title: string): boolean;
  /** True where this cadre already has this claim or pairing. */
  hasClaim(cadreId: string, record: CadreRecord): boolean;
  /** True where an earlier roster asked this of the cadre already; the answer, or that it is open, stands. */
  asked(cadreId: string, message: string): boolean;
}

/** What becomes of one row of a cadre roster. Pure: the facts are looked up beforehand. */
export function judgeCadre(record: CadreRecord, finding: FileFinding, facts: CadreFacts): Judgement {
  if (finding.kind === 'REFUSED') return judged('REFUSE', faultReasons(record.faults));
  if (finding.kind === 'REPEAT') return judged('SKIP', [repeated(finding.of)]);
  const target = findTarget(record, facts);
  if ('verdict' in target) return target;
  const { fact } = target;
  const remark = remarkReason(record.remark);
  if (!fact) return judgeNew(record, finding, facts, remark);
  const held = contradiction(record, fact);
  if (held) return held;
  const newClaim = record.claim !== undefined && !facts.hasClaim(fact.id, record);
  const changes = changedFields(record, fact);
  const question = isSameUnit(record, fact) ? remark : otherUnit(record, fact);
  const reasons = reasonsFor(record, changes, newClaim, finding);
  if (question && !facts.asked(fact.id, question.message)) {
    return judged('REVIEW', [question, ...reasons], { targetId: fact.id, changes });
  }
  if (reasons.length === 0) return judged('SKIP', [sameAsStored()], { targetId: fact.id });
  return judged(newClaim && changes.length === 0 ? 'ADD' : 'CHANGE', reasons, { targetId: fact.id, changes });
}

function otherUnit(record: CadreRecord, fact: CadreFact): Reason {
  return {
    code: 'OTHER_UNIT',
    message: `库里在${fact.unit}，名册写${record.unit}：是调动还是借调，要人定`,
    field: 'unit',
  };
}

function findTarget(record: CadreRecord, facts: CadreFacts): Judgement | { fact: CadreFact | undefined } {
  if (record.identity) {
    const known = facts.byIdentity(record.identity);
    if (known) return { fact: known };
    if (facts.takenOutside(record.identity)) return heldFor('SUPERIOR', SUPERIOR_MESSAGE, 'identity');
  }
  const namesakes = facts.byUnitAndName(record.unit, record.name);
  const open = record.identity ? namesakes.filter((fact) => fact.identity === null) : namesakes;
  const [fact, second] = open;
  if (second && !record.identity) {
    return heldFor('OTHER_IDENTITY', '这个单位有几个同名的人，请填证件号码再传', 'name');
  }
  return { fact: second ? undefined : fact };
}

function judgeNew(
  record: CadreRecord,
  finding: FileFinding,
  facts: CadreFacts,
  remark: Reason | undefined,
): Judgement {
  const reasons: Reason[] = [];
  if (finding.kind === 'MORE') {
    reasons.push({
      code: 'MORE_CLAIM',
      message: `和第 ${finding.of} 行是同一个人，多一户帮扶户`,
      field: 'claimHead',
    });
  } else {
    reasons.push({ code: 'NEW', message: '库里没有这个人', field: null });
    if (!facts.unitKnown(record.unit)) {
      reasons.push({ code: 'NEW_UNIT', message: `新单位：${record.unit}，写入时一并建立`, field: 'unit' });
    }
    if (!facts.rankKnown(record.rankTitle)) {
      const title = record.rankTitle ? `「${record.rankTitle}」` : '空着的职级';
      reasons.push({
        code: 'UNKNOWN_RANK',
        message: `${title}对不上五类职级，先按技术人员算 1 户`,
        field: 'rank',
      });
    }
  }
  return remark ? judged('REVIEW', [remark, ...reasons]) : judged('ADD', reasons);
}

/** The same number under another name, or the same name in the unit under another number: nobody guesses which is right. */
function contradiction(record: CadreRecord, fact: CadreFact): Judgement | undefined {
  if (fact.name !== record.name && !fact.own) return heldFor('SUPERIOR', SUPERIOR_MESSAGE, 'identity');
  if (fact.name !== record.name) {
    return heldFor('OTHER_NAME', `这个证件号码在库里是${fact.name}`, 'name', fact.id);
  }
  return undefined;
}

function changedFields(record: CadreRecord, fact: CadreFact): Field[] {
  const changes: Field[] = [];
  if (!fact.own) return changes;
  if (record.rankTitle && record.rankTitle !== fact.rankTitle) changes.push('rank');
  if (record.phone && record.phone !== fact.phone) changes.push('phone');
  if (record.sex && record.sex !== fact.sex) changes.push('sex');
  if (record.identity && record.identity !== fact.identity) changes.push('identity');
  return changes;
}

function reasonsFor(
  record: CadreRecord,
  changes: readonly Field[],
  newClaim: boolean,
  finding: FileFinding,
): Reason[] {
  const reasons: Reason[] = changes.map((field) => ({
    code: 'CHANGED',
    message: '和库里不同，按名册改',
    field,
  }));
  if (newClaim) {
    const of = finding.kind === 'MORE' ? `和第 ${finding.of} 行是同一个人，` : '';
    reasons.push({
      code: 'MORE_CLAIM',
      message: `${of}多一户帮扶户：${record.claim?.head}`,
      field: 'claimHead',
    });
  }
  return reasons;
}

function isSameUnit(record: CadreRecord, fact: CadreFact): boolean {
  return record.unit === fact.unit || fact.unitAliases.includes(record.unit);
}

export function repeated(of: number): Reason {
  return { code: 'REPEATED_ROW', message: `和第 ${of} 行一样`, field: null };
}

export function sameAsStored(): Reason {
  return { code: 'SAME_AS_STORED', message: '和库里一样', field: null };
}
