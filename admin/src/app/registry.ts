import type { ResourcePolicies } from '../providers/auth-provider.ts';
import type { Registry } from '../providers/documents.ts';
import type { ConsoleModule } from './module.ts';

/** Resource name to documents, over all modules. */
export const registryOf = (modules: readonly ConsoleModule[]): Registry =>
  Object.fromEntries(modules.flatMap((m) => m.resources).map((r) => [r.name, r.documents]));

/** Resource name to the policies behind its pages, over all modules. */
export const policiesOf = (modules: readonly ConsoleModule[]): Readonly<Record<string, ResourcePolicies>> =>
  Object.fromEntries(modules.flatMap((m) => m.resources).map((r) => [r.name, r.policies]));
