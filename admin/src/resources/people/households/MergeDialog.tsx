import { HouseholdDocument, MergeHouseholdsDocument } from '@qinyou/schema';
import { useState } from 'react';
import { useNavigate } from 'react-router-dom';
import { ErrorNotice, ThinkTwice, useAsk, useIntent } from '../../../shared/index.ts';
import type { FormField } from '../parts/form-fields.ts';
import { FormInput } from '../parts/FormInput.tsx';
import { Pick } from '../parts/Pick.tsx';
import { useDictionary } from '../parts/use-dictionary.ts';
import { useFields } from '../parts/use-fields.ts';
import { displacedBy, livingOf, mergeMeans } from './lineage-words.ts';
import { Means } from './Means.tsx';
import { KeepFriend, WhichStays } from './merge-choices.tsx';
import { undoOf, type StepProps } from './use-lineage.ts';

const REASON: FormField = { name: 'reason', label: '为什么并', required: true, helper: '比如：父母随儿子住' };
const SHOWN = ['otherId', 'headRelation', 'reason'];

/** 并户: with which household, which of the two stays, and what becomes of both friends, said before the button (R7). */
export const MergeDialog = ({ household, undoFailed, onClose }: StepProps) => {
  const navigate = useNavigate();
  const form = useFields();
  const [otherId, setOtherId] = useState('');
  const [otherStays, setOtherStays] = useState(false);
  const [retain, setRetain] = useState(true);
  const relations = useDictionary('RELATION').filter(({ value }) => value !== 'HEAD');
  const asked = useAsk(HouseholdDocument, { id: otherId }, { enabled: otherId !== '', keep: false });
  const other = otherId ? asked.data?.household : undefined;
  const [stays, ends] = otherStays ? [other, household] : [household, other];
  const formerHead = ends && livingOf(ends.members).find(({ head }) => head);
  const relation: FormField | undefined = formerHead &&
    stays && {
      name: 'headRelation',
      label: `${formerHead.name}是${stays.headName}的什么人`,
      kind: 'choice',
      required: true,
      choices: relations,
    };
  const merge = useIntent(MergeHouseholdsDocument, {
    said: ({ mergeHouseholds: { household: into, other: gone } }) =>
      `${gone.headName}户并到了${into.headName}户`,
    undo: ({ mergeHouseholds: { stepId } }) => undoOf(stepId),
    undoFailed,
    more: ({ mergeHouseholds: { household: into } }) =>
      into.id === household.id
        ? undefined
        : {
            label: `看${into.headName}户`,
            onClick: () => void navigate(`/households/${into.id}/show`),
          },
    failed: (error) => form.refused(error, SHOWN),
  });
  const run = async () => {
    if (!stays || !ends || !form.complete(relation ? [relation, REASON] : [REASON])) return;
    const which = { id: stays.id, version: stays.version, otherId: ends.id, otherVersion: ends.version };
    const headRelation = formerHead ? form.text('headRelation') : null;
    const input = { ...which, headRelation, retain, reason: form.text('reason') };
    if (await merge.run({ input })) onClose();
  };
  return (
    <ThinkTwice
      open
      title={`${household.headName}户并户`}
      doIt={stays && ends ? `并到${stays.headName}户` : '先选另一户'}
      onDo={() => void run()}
      disabled={!stays || !ends || merge.pending}
      leave="先不并"
      onLeave={onClose}
    >
      <Pick
        what="household"
        label="和哪一户并"
        value={otherId}
        except={household.id}
        error={form.errors['otherId']}
        onPick={(id) => {
          setOtherId(id);
          setOtherStays(false);
          form.mend('otherId');
          form.change('headRelation', '');
        }}
      />
      {asked.error && <ErrorNotice error={asked.error} onRetry={() => void asked.refetch()} />}
      {other && (
        <WhichStays
          homes={[household, other]}
          value={otherStays ? other.id : household.id}
          onChange={(id) => {
            setOtherStays(id === other.id);
            form.change('headRelation', '');
          }}
        />
      )}
      {relation && <FormInput {...form.of(relation)} />}
      {stays && ends && <KeepFriend who={displacedBy(stays, ends)} value={retain} onChange={setRetain} />}
      <FormInput {...form.of(REASON)} />
      {stays && ends && <Means lines={mergeMeans(stays, ends, retain)} />}
    </ThinkTwice>
  );
};
