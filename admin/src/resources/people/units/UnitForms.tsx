import {
  AssignVillageDocument,
  EditUnitDocument,
  EndAssignmentDocument,
  RegisterUnitDocument,
  type AssignVillageInput,
  type RegisterUnitInput,
  type UnitQuery,
} from '@qinyou/schema';
import { useArea } from '../../../layout/area.ts';
import { IntentDrawer } from '../parts/IntentDrawer.tsx';
import type { FormField } from '../parts/form-fields.ts';
import { choicesOf, UNIT_FIELD, UNIT_LEVEL } from '../people-words.ts';

export type UnitRecord = UnitQuery['unit'];

const FIELD: FormField = { name: 'field', label: '管什么', kind: 'choice', choices: choicesOf(UNIT_FIELD) };

/** A new unit sits in the area that is chosen above. */
export const RegisterUnit = ({ onClose }: { onClose: () => void }) => {
  const [area] = useArea();
  return (
    <IntentDrawer
      title="登记单位"
      hint={`单位设在${area.name}。设在别处，先在上方换一个地方。`}
      verb="登记"
      fields={[
        { name: 'name', label: '单位名称', required: true },
        { name: 'code', label: '单位代码', required: true, helper: '大写字母和数字，登记后不再变' },
        { name: 'level', label: '层级', kind: 'choice', choices: choicesOf(UNIT_LEVEL), required: true },
        FIELD,
      ]}
      document={RegisterUnitDocument}
      variables={(changes) => ({
        input: { seatId: area.regionId, ...changes } as unknown as RegisterUnitInput,
      })}
      said={({ registerUnit }) => `${registerUnit.name}登记好了`}
      onClose={onClose}
    />
  );
};

export type UnitForm =
  | { kind: 'edit' }
  | { kind: 'assign' }
  | { kind: 'end'; assignmentId: string; village: string };

/** The forms of a unit’s page, one an intention. */
export const UnitForms = ({
  form,
  unit,
  onClose,
}: {
  form: UnitForm;
  unit: UnitRecord;
  onClose: () => void;
}) => {
  switch (form.kind) {
    case 'edit':
      return (
        <IntentDrawer
          title={`修改${unit.name}`}
          hint="改名后旧名留着，名册上还写旧名也认得。"
          verb="保存"
          fields={[
            { name: 'name', label: '单位名称', required: true },
            FIELD,
            { name: 'endedOn', label: '哪天撤销', kind: 'date', helper: '先把人调走' },
          ]}
          record={unit}
          version={unit.version}
          document={EditUnitDocument}
          variables={(changes, version) => ({ input: { id: unit.id, version, ...changes } })}
          said={({ editUnit }) => `${editUnit.name}存好了`}
          onClose={onClose}
        />
      );
    case 'assign':
      return (
        <IntentDrawer
          title={`${unit.name}包村`}
          verb="安排"
          fields={[
            { name: 'villageId', label: '哪个村', kind: 'village', required: true },
            { name: 'from', label: '从哪天起', kind: 'date', helper: '不填就是今天' },
          ]}
          document={AssignVillageDocument}
          variables={(changes) => ({ input: { unitId: unit.id, ...changes } as AssignVillageInput })}
          said={() => '安排好了'}
          onClose={onClose}
        />
      );
    case 'end':
      return (
        <IntentDrawer
          title={`不再包${form.village}`}
          verb="结束"
          fields={[{ name: 'to', label: '从哪天起不再包', kind: 'date', helper: '不填就是今天' }]}
          document={EndAssignmentDocument}
          variables={(changes) => ({ input: { id: form.assignmentId, ...changes } })}
          said={() => '结束了，记录留着'}
          onClose={onClose}
        />
      );
  }
};
