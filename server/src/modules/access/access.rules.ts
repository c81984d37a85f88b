import { covers, pathRange } from '../../platform/auth/scope.ts';
import type { Role } from '../../platform/auth/role.ts';
import type { StoppedStatus } from '../people/index.ts';

/** Where a grant of a role lies: a region of one level, or a unit. */
export type Node = 'CITY' | 'COUNTY' | 'TOWN' | 'VILLAGE' | 'UNIT';

/** Which roles an office may give, and at what kind of node. What is not here nobody gives in the console. */
const GIVES: Readonly<Partial<Record<Role, Readonly<Partial<Record<Role, readonly Node[]>>>>>> = {
  CITY_OPERATOR: {
    COUNTY_OPERATOR: ['COUNTY'],
    LEADER: ['CITY', 'COUNTY'],
    SUPERVISOR: ['CITY', 'COUNTY'],
    UNIT_LIAISON: ['UNIT'],
  },
  COUNTY_OPERATOR: { TOWN_OPERATOR: ['TOWN'], VILLAGE_RECORDER: ['VILLAGE'], UNIT_LIAISON: ['UNIT'] },
};

const NAMES: Readonly<Partial<Record<Role, string>>> = {
  COUNTY_OPERATOR: '县操作员',
  TOWN_OPERATOR: '镇操作员',
  UNIT_LIAISON: '联络员',
  VILLAGE_RECORDER: '村信息员',
  LEADER: '分管领导',
  SUPERVISOR: '督查员',
  CADRE: '干部',
};

export interface Giver {
  accountId: string;
  role: Role | null;
  path: string;
}

export interface Wanted {
  /** Null for an account still to be made. */
  accountId: string | null;
  role: Role;
  path: string;
  node: Node;
}

/** The roles somebody may give. */
export const givableRoles = (role: Role | null): Role[] => Object.keys((role && GIVES[role]) ?? {}) as Role[];

/** Whether somebody may give or take back this grant: nobody to themselves, only downwards, only within the own area. */
export function mayGrant(giver: Giver, wanted: Wanted): boolean {
  if (giver.accountId === wanted.accountId || !giver.role || giver.path === '') return false;
  const nodes = GIVES[giver.role]?.[wanted.role];
  return Boolean(nodes?.includes(wanted.node)) && covers(pathRange(giver.path), wanted.path);
}

/** What kind of node a path names. */
export function nodeOf(path: string): Node {
  const steps = path.split('/').filter(Boolean);
  if (steps.at(-1)?.startsWith('@')) return 'UNIT';
  return (['CITY', 'COUNTY', 'TOWN', 'VILLAGE'] as const)[steps.length - 1] ?? 'VILLAGE';
}

/** What the identity switcher shows: 县操作员 · 平利县. */
export const titleOf = (role: Role, place: string): string => `${NAMES[role] ?? role} · ${place}`;

/** Whether an identity is one that somebody could give, or that an office could to which they give its own: the city's over a town's. */
function standsAbove(giver: Giver, wanted: Wanted): boolean {
  if (mayGrant(giver, wanted)) return true;
  const below = givableRoles(giver.role).some((role) => GIVES[role]?.[wanted.role]?.includes(wanted.node));
  return below && covers(pathRange(giver.path), wanted.path);
}

/**
 * Whether somebody may give an account a new password, or keep it out: only where every identity it has, those to come included,
 * lies below their own, or is that of a cadre of theirs. Else a liaison could sign in as the county.
 */
export const mayReset = (
  giver: Giver,
  { accountId, grants }: { accountId: string; grants: readonly { role: Role; path: string }[] },
): boolean =>
  giver.accountId !== accountId &&
  giver.path !== '' &&
  grants.every(({ role, path }) =>
    role === 'CADRE'
      ? covers(pathRange(giver.path), path)
      : standsAbove(giver, { accountId, role, path, node: nodeOf(path) }),
  );

/** Whether somebody in the console may give this role; what is not was given by whoever runs the machine, who renews it too. */
export const isGivenInConsole = (role: Role): boolean =>
  role === 'CADRE' || Object.values(GIVES).some((gives) => gives[role] !== undefined);

/**
 * R7, R31: what somebody who stops working loses at once. Whoever retires or leaves no longer acts for a unit, and keeps the own
 * friends until a handover; the account of the dead is nobody's. Identities of an office are the office's above to take back.
 */
export const lostWith = (status: StoppedStatus): { unitGrants: boolean; account: boolean } => ({
  unitGrants: true,
  account: status === 'DECEASED',
});
