import {
  AskErasureDocument,
  HouseholdDocument,
  type ErasureGround,
  type ErasureSubject,
} from '@qinyou/schema';
import { useEffect, useState } from 'react';
import { useAsk } from '../../shared/index.ts';
import type { FormField, Values } from '../people/parts/form-fields.ts';
import { IntentDrawer } from '../people/parts/IntentDrawer.tsx';
import { choicesOf, GROUND, SUBJECT, WHAT_GOES, WHAT_STAYS } from './erasure-words.ts';

interface Member {
  id: string;
  name: string;
}

const WHO: FormField = {
  name: 'subject',
  label: '删谁的',
  kind: 'choice',
  choices: choicesOf(SUBJECT),
  required: true,
};
const WHY: readonly FormField[] = [
  { name: 'ground', label: '法律依据', kind: 'choice', choices: choicesOf(GROUND), required: true },
  {
    name: 'reason',
    label: '依据和经过',
    kind: 'long',
    helper: '这句话会一直留着，别写姓名和号码',
    required: true,
  },
];

/** Whom is found by name as everywhere; of a household's members one is picked from those who are registered. */
function fieldsFor({ subject, household }: Values, members: readonly Member[]): readonly FormField[] {
  if (!subject) return [WHO];
  if (subject === 'CADRE')
    return [WHO, { name: 'cadre', label: '干部', kind: 'cadre', required: true }, ...WHY];
  const home: FormField = { name: 'household', label: '农户', kind: 'household', required: true };
  if (subject === 'HOUSEHOLD') return [WHO, home, ...WHY];
  const choices = members.map(({ id, name }) => ({ value: id, label: name }));
  const member: FormField = { name: 'member', label: '哪一位', kind: 'choice', choices, required: true };
  return household ? [WHO, home, member, ...WHY] : [WHO, home];
}

/** 提出依法删除: nothing happens before somebody else has decided. */
export const AskErasure = ({ onClose }: { onClose: () => void }) => {
  const [members, setMembers] = useState<readonly Member[]>([]);
  return (
    <IntentDrawer
      title="提出依法删除"
      hint={`${WHAT_GOES}${WHAT_STAYS}市里另一人同意后才删；决定以前可以收回。`}
      verb="提出来"
      fields={(values) => fieldsFor(values, members)}
      consequence={({ subject, household }) =>
        subject === 'MEMBER' && household ? <Members of={household} onFound={setMembers} /> : null
      }
      document={AskErasureDocument}
      variables={(changes) => ({
        input: {
          subject: changes['subject'] as ErasureSubject,
          id: String(changes['member'] ?? changes['household'] ?? changes['cadre']),
          ground: changes['ground'] as ErasureGround,
          reason: String(changes['reason']),
        },
      })}
      said={({ askErasure }) => `${askErasure.person}的依法删除提出了，等市里决定`}
      onClose={onClose}
    />
  );
};

const Members = ({ of, onFound }: { of: string; onFound: (members: readonly Member[]) => void }) => {
  const { data } = useAsk(HouseholdDocument, { id: of });
  useEffect(() => {
    if (data) onFound(data.household.members);
  }, [data, onFound]);
  return null;
};
