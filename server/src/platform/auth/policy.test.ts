import { describe, expect, it } from 'vitest';
import type { Actor } from './actor.ts';
import { may, openPolicy, policy, scopeFor } from './policy.ts';
import { OFFICES, ROLES, type Role } from './role.ts';
import { systemScope } from './scope.ts';

const actor = (role: Role | null, path = '6109/610926/', cadreId: string | null = null): Actor => ({
  accountId: 'a',
  displayName: '陈晓雯',
  sessionId: 's',
  grantId: role && 'g',
  role,
  path,
  cadreId,
});

const list = policy('test.list', { territory: OFFICES, unit: ['UNIT_LIAISON'], friend: ['CADRE'] });

describe('a policy', () => {
  it('denies every role that it does not name, whoever has none, and nobody', () => {
    const named = new Set<Role>([...OFFICES, 'UNIT_LIAISON', 'CADRE']);
    for (const role of ROLES.filter((role) => !named.has(role))) {
      expect(may(actor(role), list), role).toBe(false);
      expect(() => scopeFor(actor(role), list), role).toThrow('当前身份不办这件事');
    }
    expect(may(actor(null), list)).toBe(false);
    expect(may(null, list)).toBe(false);
  });

  it('gives each role it names one axis, over the grant’s own node', () => {
    expect(scopeFor(actor('COUNTY_OPERATOR'), list)).toEqual({
      axis: 'territory',
      lo: '6109/610926/',
      hi: '6109/6109260',
    });
    expect(scopeFor(actor('UNIT_LIAISON', '6109/610926/@JTJ/'), list).axis).toBe('unit');
    expect(scopeFor(actor('CADRE', '6109/610926/@JTJ/', 'c'), list)).toEqual({
      axis: 'friend',
      lo: 'c',
      hi: '',
    });
  });

  it('refuses a cadre’s grant that names no cadre', () => {
    expect(() => scopeFor(actor('CADRE'), list)).toThrow('当前身份不办这件事');
  });

  it('can’t give one role two axes, nor take a name twice', () => {
    expect(() => policy('test.twice', { territory: ['CADRE'], friend: ['CADRE'] })).toThrow('two axes');
    expect(() => policy('test.list', {})).toThrow('two policies');
  });

  it('that is open asks for nobody, or for anybody signed in', () => {
    const anyone = openPolicy('test.anyone', 'anyone');
    const signedIn = openPolicy('test.signedIn', 'signedIn');
    expect([may(null, anyone), may(null, signedIn), may(actor(null), signedIn)]).toEqual([true, false, true]);
    expect(scopeFor(null, anyone)).toEqual(systemScope);
  });
});
