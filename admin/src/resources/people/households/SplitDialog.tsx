import { Checkbox, FormControl, FormControlLabel, FormGroup, FormHelperText, FormLabel } from '@mui/material';
import { SplitHouseholdDocument, type MemberFragment } from '@qinyou/schema';
import { useState } from 'react';
import { useNavigate } from 'react-router-dom';
import { ThinkTwice, useIntent, withUnit } from '../../../shared/index.ts';
import type { FormField } from '../parts/form-fields.ts';
import { FormInput } from '../parts/FormInput.tsx';
import { useFields } from '../parts/use-fields.ts';
import { livingOf, splitMeans } from './lineage-words.ts';
import { Means } from './Means.tsx';
import { undoOf, type StepProps } from './use-lineage.ts';

const NUMBER: FormField = { name: 'number', label: '新户的户编号', helper: '还没有就空着' };
const REASON: FormField = { name: 'reason', label: '为什么分', required: true, helper: '比如：儿子成家' };
const SHOWN = ['memberIds', 'newHeadId', 'number', 'reason'];

/** 分户: who goes, who heads them, and what becomes of number and friends, said before the button (R7). */
export const SplitDialog = ({ household, undoFailed, onClose }: StepProps) => {
  const navigate = useNavigate();
  const form = useFields();
  const [ticked, setTicked] = useState<readonly string[]>([]);
  const others = livingOf(household.members).filter(({ head }) => !head);
  const going = others.filter(({ id }) => ticked.includes(id));
  const newHead = going.find(({ id }) => id === form.values['newHeadId']) ?? going[0];
  const split = useIntent(SplitHouseholdDocument, {
    said: ({ splitHousehold: { other } }) => `分好了，新户的户主是${other.headName}`,
    undo: ({ splitHousehold: { stepId } }) => undoOf(stepId),
    undoFailed,
    more: ({ splitHousehold: { other } }) => ({
      label: '看新户',
      onClick: () => void navigate(`/households/${other.id}/show`),
    }),
    failed: (error) => form.refused(error, SHOWN),
  });
  const run = async () => {
    if (!newHead || !form.complete([REASON])) return;
    const { id, version } = household;
    const who = { memberIds: going.map((one) => one.id), newHeadId: newHead.id };
    const words = { number: form.text('number') || null, reason: form.text('reason') };
    if (await split.run({ input: { id, version, ...who, ...words } })) onClose();
  };
  const tick = (id: string, on: boolean) => {
    setTicked((now) => (on ? [...now, id] : now.filter((one) => one !== id)));
    form.mend('memberIds');
  };
  return (
    <ThinkTwice
      open
      title={`${household.headName}户分户`}
      doIt={newHead ? `分出 ${withUnit(going.length, '人')}` : '先选谁分出去'}
      onDo={() => void run()}
      disabled={!newHead || split.pending}
      leave="先不分"
      onLeave={onClose}
    >
      <WhoGoes others={others} ticked={ticked} onTick={tick} error={form.errors['memberIds']} />
      {newHead && <FormInput {...form.of(headOf(going), newHead.id)} />}
      <FormInput {...form.of(NUMBER)} />
      <FormInput {...form.of(REASON)} />
      <Means lines={splitMeans(household, going.length, newHead?.name)} />
    </ThinkTwice>
  );
};

const headOf = (going: readonly MemberFragment[]): FormField => ({
  name: 'newHeadId',
  label: '新户主',
  kind: 'choice',
  required: true,
  choices: going.map(({ id, name }) => ({ value: id, label: name })),
});

const WhoGoes = ({
  others,
  ticked,
  onTick,
  error,
}: {
  others: readonly MemberFragment[];
  ticked: readonly string[];
  onTick: (id: string, on: boolean) => void;
  error: string | undefined;
}) => (
  <FormControl component="fieldset" error={Boolean(error)}>
    <FormLabel component="legend">谁分出去</FormLabel>
    {others.length === 0 && <FormHelperText>家里没有登记别人，先添一人</FormHelperText>}
    <FormGroup>
      {others.map(({ id, name, relationLabel }) => (
        <FormControlLabel
          key={id}
          label={relationLabel ? `${name}（${relationLabel}）` : name}
          control={<Checkbox checked={ticked.includes(id)} onChange={(_event, on) => onTick(id, on)} />}
        />
      ))}
    </FormGroup>
    {error && <FormHelperText>{error}</FormHelperText>}
  </FormControl>
);
