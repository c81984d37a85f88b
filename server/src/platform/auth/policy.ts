import { forbidden } from '../errors.ts';
import type { Actor } from './actor.ts';
import type { Role } from './role.ts';
import { friendScope, scopeOf, systemScope, type Axis, type Scope } from './scope.ts';

/**
 * Who may do one thing, and along which axis each of them sees while doing it. What a policy does not name is denied.
 * `anyone` is for what needs no grant (signing in), `signedIn` for what concerns only oneself.
 */
export interface Policy {
  readonly name: string;
  readonly audience: 'anyone' | 'signedIn' | 'roles';
  readonly axes: Readonly<Partial<Record<Role, Axis>>>;
}

const registry = new Map<string, Policy>();

function register(policy: Policy): Policy {
  if (registry.has(policy.name)) throw new Error(`two policies are called ${policy.name}`);
  registry.set(policy.name, policy);
  return policy;
}

type Granted = Partial<Record<Axis, readonly Role[]>>;

/** Defines a policy, e.g. `policy('pairing.list', { territory: OFFICES, unit: ['UNIT_LIAISON'], friend: ['CADRE'] })`. */
export function policy(name: string, granted: Granted): Policy {
  const axes: Partial<Record<Role, Axis>> = {};
  for (const [axis, roles] of Object.entries(granted) as [Axis, readonly Role[]][]) {
    for (const role of roles) {
      if (axes[role]) throw new Error(`${name} gives ${role} two axes`);
      axes[role] = axis;
    }
  }
  return register({ name, audience: 'roles', axes });
}

export const openPolicy = (name: string, audience: 'anyone' | 'signedIn') =>
  register({ name, audience, axes: {} });

/** Every policy defined so far, for the permission list and the guard tests. */
export const allPolicies = (): Policy[] => [...registry.values()];

export function may(actor: Actor | null, { audience, axes }: Policy): boolean {
  if (audience === 'anyone') return true;
  if (!actor) return false;
  return audience === 'signedIn' || (actor.role !== null && axes[actor.role] !== undefined);
}

/**
 * The scope in which this actor does this thing.
 * @throws FORBIDDEN where the policy does not name the actor's role
 */
export function scopeFor(actor: Actor | null, { audience, axes }: Policy): Scope {
  if (audience !== 'roles') return systemScope;
  const axis = actor?.role ? axes[actor.role] : undefined;
  if (!actor || !axis) throw forbidden();
  if (axis === 'system') return systemScope;
  if (axis !== 'friend') return scopeOf(axis, actor.path);
  if (!actor.cadreId) throw forbidden();
  return friendScope(actor.cadreId);
}
