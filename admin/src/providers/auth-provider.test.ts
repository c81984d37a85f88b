import { describe, expect, it } from 'vitest';
import { policyFor } from './auth-provider.ts';

const policies = { cadres: { read: 'people.read', edit: 'people.change' } };

describe('canAccess', () => {
  it('asks for the policy behind the page', () => {
    expect(policyFor(policies, 'cadres', 'list')).toBe('people.read');
    expect(policyFor(policies, 'cadres', 'show')).toBe('people.read');
    expect(policyFor(policies, 'cadres', 'edit')).toBe('people.change');
  });
  it('says no to what nobody named', () => {
    expect(policyFor(policies, 'cadres', 'create')).toBeUndefined();
    expect(policyFor(policies, 'cadres', 'constructor')).toBeUndefined();
    expect(policyFor(policies, 'ballots', 'list')).toBeUndefined();
  });
});
