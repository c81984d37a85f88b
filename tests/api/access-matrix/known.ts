import type { Role } from '../../../server/src/platform/auth/role.ts';
import { covers, pathRange, type Axis } from '../../../server/src/platform/auth/scope.ts';
import type { Stance, Subject } from './stage.ts';

/** Words that stand nowhere but in the subject's rows: whoever may not see them must never read one. */
export const WORDS = {
  head: '柯无双', // of the household
  official: '储独秀', // its responsible friend
  member: '柯小满',
  phone: '140 **** 7788', // the member's
  retained: '留友人', // a friend only
  empty: '门单薄', // head of a household without a friend, next door
  idle: '闲得住', // an official of the same unit without a friend
  bystander: '旁观者', // an official of another unit of the county
  unit: '平利县农业农村局', // the responsible friend's
  holder: '持证人', // its liaison
  claim: '认领户', // what somebody's roster claims for the responsible friend
  run: '别人的名册', // that roster
} as const;
export type Mark = keyof typeof WORDS;
export const ALL_MARKS = Object.keys(WORDS) as Mark[];

/** Which marks can be read out of an answer. */
export const marksIn = (answer: unknown): Mark[] => {
  const text = JSON.stringify(answer);
  return ALL_MARKS.filter((mark) => text.includes(WORDS[mark]));
};

/** Where a thing lies on each axis: it is seen from any of the places of the asker's axis. */
export interface Location {
  territory: string[];
  unit: string[];
  friend: string[];
}

/** Somebody who asks: a role at a place, on the axis that the operation gives the role. */
export class Asker {
  readonly role: Role;
  readonly stance: Stance;
  readonly axis: Axis;
  readonly subject: Subject;

  constructor(role: Role, stance: Stance, axis: Axis, subject: Subject) {
    this.role = role;
    this.stance = stance;
    this.axis = axis;
    this.subject = subject;
  }

  sees({ territory, unit, friend }: Location): boolean {
    if (this.axis === 'system') return true;
    if (this.axis === 'friend') return friend.some((id) => id === this.stance.cadreId);
    return (this.axis === 'territory' ? territory : unit).some((path) => this.reaches(path));
  }

  /** Whether the path lies at or below the asker's own. */
  reaches(path: string): boolean {
    return this.stance.path !== '' && covers(pathRange(this.stance.path), path);
  }

  /**
   * The plain definition (R6, R7, R13, R31) of what of the subject an asker may know. `CARD` is what a pairing shows of its two
   * sides, `RECORD` a person's own entry, which belongs to the offices above the own unit.
   */
  knows(mark: Mark, as: 'CARD' | 'RECORD' = 'CARD'): boolean {
    return this.sees(factsOf(this.subject, as)[mark]);
  }
}

function factsOf(s: Subject, as: 'CARD' | 'RECORD'): Record<Mark, Location> {
  const here = s.village.path;
  const paired = as === 'CARD' ? [here] : [];
  const household = { territory: [here], unit: [s.unit.path], friend: [s.cadreId] };
  const cadre = { territory: [...paired, s.unit.path], unit: [s.unit.path], friend: [s.cadreId] };
  const ofUnit = { territory: [s.unit.path], unit: [s.unit.path], friend: [] };
  return {
    head: {
      ...household,
      unit: [s.unit.path, s.retainedUnit.path],
      friend: [s.cadreId, s.retainedCadreId],
    },
    member: household,
    phone: household,
    official: cadre,
    unit: cadre,
    retained: {
      territory: [...paired, s.retainedUnit.path],
      unit: [s.retainedUnit.path],
      friend: [s.retainedCadreId],
    },
    empty: { territory: [here], unit: [], friend: [] },
    idle: ofUnit,
    holder: ofUnit,
    bystander: { territory: [s.otherUnit.path], unit: [s.otherUnit.path], friend: [s.otherCadreId] },
    claim: { territory: [here], unit: [s.unit.path], friend: [] },
    run: { territory: [], unit: [], friend: [] }, // its uploader's alone
  };
}
