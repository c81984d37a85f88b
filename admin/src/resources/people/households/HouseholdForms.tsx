import {
  AddMemberDocument,
  ChangeHeadDocument,
  EditHouseholdDocument,
  EditMemberDocument,
  MoveHouseholdDocument,
  RecordDeathDocument,
  type AddMemberInput,
  type ChangeHeadInput,
  type MemberFragment,
  type MoveHouseholdInput,
} from '@qinyou/schema';
import { today } from '../../../shared/index.ts';
import type { FormField } from '../parts/form-fields.ts';
import { IntentDrawer } from '../parts/IntentDrawer.tsx';
import { useDictionary } from '../parts/use-dictionary.ts';
import { choicesOf, SEX } from '../people-words.ts';
import type { HouseholdRecord } from './HouseholdShow.tsx';

export type HouseholdForm =
  | { kind: 'edit' | 'move' | 'addMember' | 'head' }
  | { kind: 'editMember' | 'death'; member: MemberFragment };

interface Props {
  household: HouseholdRecord;
  onClose: () => void;
}

/** The forms of a household’s page, one an intention. */
export const HouseholdForms = ({ form, ...props }: Props & { form: HouseholdForm }) => {
  switch (form.kind) {
    case 'edit':
      return <EditForm {...props} />;
    case 'move':
      return <MoveForm {...props} />;
    case 'addMember':
      return <AddForm {...props} />;
    case 'head':
      return <HeadForm {...props} />;
    case 'editMember':
      return <MemberForm {...props} member={form.member} />;
    case 'death':
      return <DeathForm {...props} member={form.member} />;
  }
};

const EditForm = ({ household, onClose }: Props) => {
  const statuses = useDictionary('POVERTY_STATUS');
  const causes = useDictionary('POVERTY_CAUSE');
  const fields: FormField[] = [
    { name: 'povertyStatus', label: '脱贫属性', kind: 'choice', choices: statuses, required: true },
    { name: 'cause', label: '致贫原因', kind: 'choice', choices: causes },
    { name: 'size', label: '人口', kind: 'number', required: true },
    { name: 'villageGroup', label: '组' },
    { name: 'number', label: '户编号' },
    {
      name: 'remark',
      label: '备注',
      kind: 'long',
      helper: household.remarkHides ? '遮住的号码还在：不动它，存下来照旧' : undefined,
    },
  ];
  return (
    <IntentDrawer
      title={`修改${household.headName}户的资料`}
      verb="保存"
      fields={fields}
      record={household}
      version={household.version}
      document={EditHouseholdDocument}
      variables={(changes, version) => ({ input: { id: household.id, version, ...changes } })}
      said={({ editHousehold }) => `${editHousehold.headName}户的资料存好了`}
      onClose={onClose}
    />
  );
};

const MoveForm = ({ household, onClose }: Props) => (
  <IntentDrawer
    title={`${household.headName}户迁到别的村`}
    hint="家里人、结对和以前的记录一起过去；原来的村不再看到这一户。"
    verb="迁过去"
    fields={[
      { name: 'villageId', label: '迁到哪个村', kind: 'village', required: true },
      { name: 'villageGroup', label: '组' },
      { name: 'reason', label: '为什么迁', required: true, helper: '比如：易地搬迁' },
    ]}
    version={household.version}
    document={MoveHouseholdDocument}
    variables={(changes, version) => ({
      input: { id: household.id, version, ...changes } as MoveHouseholdInput,
    })}
    said={() => `${household.headName}户迁好了`}
    onClose={onClose}
  />
);

const NUMBERS: FormField[] = [
  { name: 'identity', label: '证件号码', helper: '18 位；存好后只显示头六位和末四位' },
  { name: 'phone', label: '电话' },
];

/** Relations but that of the head: whoever is to be it is made so by 换户主. */
const useRelations = () => useDictionary('RELATION').filter(({ value }) => value !== 'HEAD');

const HeadForm = ({ household, onClose }: Props) => {
  const relations = useRelations();
  const former = household.members.find(({ head, diedOn, leftOn }) => head && !diedOn && !leftOn);
  const others = household.members.filter(({ head, diedOn, leftOn }) => !head && !diedOn && !leftOn);
  return (
    <IntentDrawer
      title={`${household.headName}户换户主`}
      hint="结对不变，以后按新户主的名字找这一户。别的家庭成员和新户主的关系，换好后逐人改。"
      verb="换户主"
      fields={[
        {
          name: 'newHeadId',
          label: '新户主',
          kind: 'choice',
          required: true,
          choices: others.map(({ id, name, relationLabel }) => ({
            value: id,
            label: `${name}（${relationLabel}）`,
          })),
          ...(others.length === 0 && { helper: '家里没有登记别人，先添一人' }),
        },
        ...(former
          ? [
              {
                name: 'formerRelation',
                label: `${former.name}是新户主的什么人`,
                kind: 'choice' as const,
                choices: relations,
                required: true,
              },
            ]
          : []),
      ]}
      version={household.version}
      document={ChangeHeadDocument}
      variables={(changes, version) => ({
        input: { id: household.id, version, ...changes } as ChangeHeadInput,
      })}
      said={({ changeHead }) => `户主换成了${changeHead.headName}`}
      onClose={onClose}
    />
  );
};

const AddForm = ({ household, onClose }: Props) => {
  const relations = useDictionary('RELATION');
  return (
    <IntentDrawer
      title={`${household.headName}户添一人`}
      verb="添上"
      fields={[
        { name: 'name', label: '姓名', required: true },
        { name: 'relation', label: '和户主的关系', kind: 'choice', choices: relations, required: true },
        ...NUMBERS,
        {
          name: 'sex',
          label: '性别',
          kind: 'choice',
          choices: choicesOf(SEX),
          helper: '填了证件号码就不用选',
        },
        { name: 'birthDate', label: '出生日期', kind: 'date', helper: '填了证件号码就不用填' },
      ]}
      document={AddMemberDocument}
      variables={(changes) => ({ input: { householdId: household.id, ...changes } as AddMemberInput })}
      said={() => '添好了'}
      onClose={onClose}
    />
  );
};

const MemberForm = ({ household, member, onClose }: Props & { member: MemberFragment }) => {
  const relations = useRelations();
  return (
    <IntentDrawer
      title={`修改${member.name}的资料`}
      hint={`证件号码 ${member.identityMask ?? '还没有'}，电话 ${member.phoneMask ?? '还没有'}。不改就空着。`}
      verb="保存"
      fields={[
        { name: 'name', label: '姓名', required: true },
        ...(member.head
          ? []
          : [
              {
                name: 'relation',
                label: '和户主的关系',
                kind: 'choice' as const,
                choices: relations,
                required: true,
              },
            ]),
        ...NUMBERS.map((field) => ({ ...field, label: `新的${field.label}` })),
        { name: 'phoneWorksOn', label: '哪天打通过', kind: 'date' },
        { name: 'birthDate', label: '出生日期', kind: 'date' },
        ...(member.head ? [] : [{ name: 'leftOn', label: '哪天迁出', kind: 'date' as const }]),
      ]}
      record={member}
      version={member.version}
      document={EditMemberDocument}
      variables={(changes, version) => ({ input: { id: member.id, version, ...changes } })}
      said={() => `${household.headName}户的资料存好了`}
      onClose={onClose}
    />
  );
};

const DeathForm = ({ household, member, onClose }: Props & { member: MemberFragment }) => {
  const heirs = household.members.filter(({ id, diedOn, leftOn }) => id !== member.id && !diedOn && !leftOn);
  const last = household.size <= 1;
  return (
    <IntentDrawer
      title={`记${member.name}去世`}
      hint={
        last
          ? '家里没有别人了。记下后这一户到那天为止，结对同时结束，记录都还在。'
          : member.head
            ? '户主去世，由家里另一人当户主；结对不变。'
            : '人口减 1，结对不变。'
      }
      verb="记下去世"
      fields={[
        { name: 'diedOn', label: '去世日期', kind: 'date', required: true },
        ...(member.head && heirs.length > 0
          ? [
              {
                name: 'newHeadId',
                label: '新户主',
                kind: 'choice' as const,
                choices: heirs.map(({ id, name, relationLabel }) => ({
                  value: id,
                  label: `${name}（${relationLabel}）`,
                })),
                helper: '不选就按配偶、子女、长者的顺序',
              },
            ]
          : []),
      ]}
      record={{ diedOn: '' }}
      version={household.version}
      document={RecordDeathDocument}
      variables={(changes, version) => ({
        input: { memberId: member.id, version, diedOn: today(), ...changes },
      })}
      said={({ recordDeath }) =>
        recordDeath.endedOn ? '记下了，这一户到那天为止' : `记下了，户主是${recordDeath.headName}`
      }
      onClose={onClose}
    />
  );
};
