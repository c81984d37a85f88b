import { ROLES, type Role } from '../../../server/src/platform/auth/role.ts';
import type { Axis } from '../../../server/src/platform/auth/scope.ts';
import type { Asker, Mark } from './known.ts';
import type { Scene } from './scenery.ts';

/** What an answer must be. */
export interface Reply {
  /** The code of the refusal; null where it is done. */
  code: string | null;
  /** Exactly the marks that can be read out of it; `KNOWN`: some of those that the asker knows. */
  marks: readonly Mark[] | 'KNOWN';
  /** What it must hold besides, compared like `toMatchObject`. */
  holds?: object;
  /** A mutation that is accepted but must leave the data as they are. */
  idle?: boolean;
}

export interface Case {
  /** The roles that are asked further than FORBIDDEN, each on one axis, said a second time beside the policy. */
  who: 'anyone' | 'signedIn' | Partial<Record<Axis, readonly Role[]>>;
  /** Anew for each asker. */
  variables: (scene: Scene) => Record<string, unknown> | Promise<Record<string, unknown>>;
  /** What an asker whose role is named must get. */
  reply: (asker: Asker) => Reply;
  /** It ends the session it is asked in, so each asker gets one of its own. */
  ends?: boolean;
  /** Its refusal is recorded, and nothing else. */
  records?: boolean;
  /** It leaves work for a job, so it comes last: what the job writes must not be taken for a trace of somebody else. */
  starts?: boolean;
}

type Variables = Case['variables'];
export const nothing: Variables = () => ({});
export const input =
  (values: (scene: Scene) => object | Promise<object>): Variables =>
  async (scene) => ({ input: await values(scene) });

// Who.
export const OFFICES: Role[] = ['CITY_OPERATOR', 'COUNTY_OPERATOR', 'TOWN_OPERATOR'];
export const CITY: Role[] = ['CITY_OPERATOR'];
export const COUNTY: Role[] = ['COUNTY_OPERATOR'];
export const CITY_AND_COUNTY: Role[] = ['CITY_OPERATOR', 'COUNTY_OPERATOR'];
export const READERS: Role[] = [...OFFICES, 'LEADER', 'SUPERVISOR'];
export const LIAISON: Role[] = ['UNIT_LIAISON'];
export const CADRE: Role[] = ['CADRE'];
export const EVERYBODY = ROLES;

// What.
export const refused = (code: string): Reply => ({ code, marks: [] });
export const NOT_FOUND = refused('NOT_FOUND');
export const FORBIDDEN = refused('FORBIDDEN');
export const shows = (marks: readonly Mark[], holds?: object): Reply => ({
  code: null,
  marks,
  ...(holds && { holds }),
});
/** Done. A change answers with what was changed: how much of it is not the matter here, if the asker knows it. */
export const done = (holds?: object): Reply => ({ code: null, marks: 'KNOWN', ...(holds && { holds }) });
export const unmoved: Reply = { code: null, marks: [], idle: true };

// To whom.
export type Gate = (asker: Asker) => boolean;
export const anywhere: Gate = () => true;
/** The household's place; on the unit axis the responsible friend's unit. */
export const house: Gate = (asker) => asker.knows('member');
/** The cadre's own entry. */
export const person: Gate = (asker) => asker.knows('official', 'RECORD');
export const both: Gate = (asker) => house(asker) && person(asker);
export const county: Gate = (asker) => asker.reaches(asker.subject.county.path);
/** The county's own offices: those above see it, but don't act for it. */
export const itself: Gate = ({ stance, subject }) => stance.path === subject.county.path;

/** Whoever uploaded the roster and planned the run: nobody else, colleagues of the same office and those above included. */
export const uploader: Gate = ({ stance }) => stance.relation.endsWith('who did it');

type Replies = Case['reply'];
/** A list: of these marks those that the asker knows. */
export const list =
  (
    marks: readonly Mark[],
    { as = 'CARD', gate = anywhere }: { as?: 'CARD' | 'RECORD'; gate?: Gate } = {},
  ): Replies =>
  (asker) =>
    shows(gate(asker) ? marks.filter((mark) => asker.knows(mark, as)) : []);
/** One thing: likewise, or NOT_FOUND. */
export const one =
  (gate: Gate, marks: readonly Mark[], as: 'CARD' | 'RECORD' = 'CARD'): Replies =>
  (asker) =>
    gate(asker) ? list(marks, { as })(asker) : NOT_FOUND;
/**
 * A change: refused by a rule or a stale version where the asker is past access, so that nothing changes, in words of what the
 * asker knows; else NOT_FOUND.
 */
export const act =
  (gate: Gate, within: Reply | string, without: Reply = NOT_FOUND): Replies =>
  (asker) => {
    if (!gate(asker)) return without;
    return typeof within === 'string' ? { code: within, marks: 'KNOWN' } : within;
  };
/** How many counties lie in the asker's area: all from the city, one for a county's own office. */
export const countiesOf = ({ stance: { path } }: Asker): object[] =>
  Array.from({ length: path === '6109/' ? 10 : /^6109\/\d+\/$/.test(path) ? 1 : 0 }, () => ({}));

export const always =
  (reply: Reply | string): Replies =>
  () =>
    typeof reply === 'string' ? refused(reply) : reply;
