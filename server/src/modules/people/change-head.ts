import type { Actor } from '../../platform/auth/actor.ts';
import type { Scope } from '../../platform/auth/scope.ts';
import type { Database } from '../../platform/db/database.ts';
import { invalidInput } from '../../platform/errors.ts';
import { audit } from '../audit/index.ts';
import { demandVersion } from './change.ts';
import { demandEntry } from './dictionary.ts';
import type { ChangeHeadInput } from './household.inputs.ts';
import { becomeHead, livingMembers, lockHousehold, shownHousehold } from './household-record.ts';
import { nameMask } from './masks.ts';

/**
 * R7: another member heads the household while the former head lives; the friends stay. What the others are to the new head is
 * not guessed.
 * @returns the household's id
 * @throws CONFLICT, INVALID_INPUT, NOT_FOUND
 */
export function changeHead(
  db: Database,
  actor: Actor,
  scope: Scope,
  input: ChangeHeadInput,
): Promise<string> {
  return db.write(actor, scope, async (unit) => {
    const household = await lockHousehold(unit.em, input.id);
    demandVersion(household, input.version, shownHousehold(household));
    if (household.endedOn) throw invalidInput({ newHeadId: '这一户已经不在了，不能换户主' });
    const living = await livingMembers(unit.em, household.id);
    const former = living.find(({ id }) => id === household.headId);
    const next = living.find(({ id }) => id === input.newHeadId);
    if (!next) throw invalidInput({ newHeadId: '选的人不在这户，或已不在世' });
    if (next === former) throw invalidInput({ newHeadId: '已经是户主了，选另一人' });
    if (former) {
      if (!input.formerRelation) throw invalidInput({ formerRelation: '选原户主是新户主的什么人' });
      if (input.formerRelation === 'HEAD') {
        throw invalidInput({ formerRelation: '一户只有一名户主，给原户主选别的关系' });
      }
      await demandEntry(unit, 'RELATION', input.formerRelation, 'formerRelation');
      former.relation = input.formerRelation;
    }
    const before = { headName: nameMask(household.headName), headId: household.headId };
    becomeHead(household, next);
    await unit.em.flush();
    audit(unit, {
      action: 'household.changeHead',
      subjectType: 'household',
      subjectId: household.id,
      path: household.path,
      before,
      after: {
        headName: nameMask(next.name),
        headId: next.id,
        ...(former && { formerRelation: former.relation }),
      },
    });
    return household.id;
  });
}
