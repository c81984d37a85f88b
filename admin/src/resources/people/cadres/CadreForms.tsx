import {
  DeclareKinDocument,
  EditCadreDocument,
  EditPostingDocument,
  EndSecondmentDocument,
  RegisterCadreDocument,
  SecondCadreDocument,
  SetCadreStatusDocument,
  TransferCadreDocument,
  type CadreQuery,
  type DeclareKinInput,
  type RegisterCadreInput,
  type SecondCadreInput,
  type SetCadreStatusInput,
  type TransferCadreInput,
} from '@qinyou/schema';
import type { FormField } from '../parts/form-fields.ts';
import { IntentDrawer } from '../parts/IntentDrawer.tsx';
import { formatFullDate } from '../../../shared/index.ts';
import { CADRE_KIND, CADRE_STATUS, choicesOf, RANK } from '../people-words.ts';
import { StatusConsequence } from './StatusConsequence.tsx';

export type CadreRecord = CadreQuery['cadre'];
export type CadreForm = 'edit' | 'status' | 'transfer' | 'second' | 'endSecondment' | 'kin';

export type PostingRecord = CadreRecord['postings'][number];
type Props = { onClose: () => void } & (
  | { form: 'register' }
  | { form: CadreForm; cadre: CadreRecord }
  | { form: 'posting'; cadre: CadreRecord; posting: PostingRecord }
);

const RANKS: FormField = { name: 'rank', label: '职级类别', kind: 'choice', choices: choicesOf(RANK) };
const TITLE: FormField = { name: 'rankTitle', label: '职级', helper: '照名册写，比如：一级主任科员' };
const KIND: FormField = {
  name: 'kind',
  label: '类别',
  kind: 'choice',
  choices: choicesOf(CADRE_KIND),
  required: true,
};
const ON: FormField = { name: 'on', label: '从哪天起', kind: 'date', helper: '不填就是今天' };
const { SECONDED: _seconded, ...STATUSES } = CADRE_STATUS;

/** The forms about a cadre, one an intention. */
export const CadreForms = (props: Props) => {
  if (props.form === 'register') return <Register onClose={props.onClose} />;
  if (props.form === 'posting') return <Posting {...props} />;
  const { form, cadre, onClose } = props;
  const common = { version: cadre.version, onClose };
  const { id } = cadre;
  switch (form) {
    case 'edit':
      return (
        <IntentDrawer
          {...common}
          title={`修改${cadre.name}的资料`}
          hint={`证件号码 ${cadre.identityMask ?? '还没有'}，电话 ${cadre.phoneMask ?? '还没有'}。不改就空着。`}
          verb="保存"
          fields={[
            { name: 'name', label: '姓名', required: true },
            TITLE,
            { ...RANKS, required: true },
            KIND,
            { name: 'identity', label: '新的证件号码' },
            { name: 'phone', label: '新的电话' },
            { name: 'birthDate', label: '出生日期', kind: 'date' },
          ]}
          record={cadre}
          document={EditCadreDocument}
          variables={(changes, version) => ({ input: { id, version, ...changes } })}
          said={({ editCadre }) => `${editCadre.name}的资料存好了`}
        />
      );
    case 'status':
      return (
        <IntentDrawer
          {...common}
          title={`${cadre.name}的状态`}
          hint={`现在：${CADRE_STATUS[cadre.status]}`}
          verb="记下状态"
          consequence={({ status }) => <StatusConsequence status={status ?? ''} cadre={cadre} />}
          fields={[
            { name: 'status', label: '状态', kind: 'choice', choices: choicesOf(STATUSES), required: true },
            ON,
            { name: 'reason', label: '为什么' },
          ]}
          document={SetCadreStatusDocument}
          variables={(changes, version) => ({ input: { id, version, ...changes } as SetCadreStatusInput })}
          said={({ setCadreStatus }) => `${setCadreStatus.name}：${CADRE_STATUS[setCadreStatus.status]}`}
        />
      );
    case 'transfer':
      return (
        <IntentDrawer
          {...common}
          title={`${cadre.name}调到别的单位`}
          hint="名下的结对跟着人走，由新单位确认。"
          verb="调过去"
          fields={[{ name: 'unitId', label: '新单位', kind: 'unit', required: true }, ON, TITLE, RANKS]}
          document={TransferCadreDocument}
          variables={(changes, version) => ({ input: { id, version, ...changes } as TransferCadreInput })}
          said={({ transferCadre }) => `${transferCadre.name}已在${transferCadre.unit?.name ?? '新单位'}`}
        />
      );
    case 'second':
      return (
        <IntentDrawer
          {...common}
          title={`${cadre.name}借调`}
          hint="编制和确认都留在原单位。"
          verb="记下借调"
          fields={[{ name: 'unitId', label: '借到哪个单位', kind: 'unit', required: true }, ON]}
          document={SecondCadreDocument}
          variables={(changes, version) => ({ input: { id, version, ...changes } as SecondCadreInput })}
          said={({ secondCadre }) => `${secondCadre.name}的借调记下了`}
        />
      );
    case 'endSecondment':
      return (
        <IntentDrawer
          {...common}
          title={`${cadre.name}借调结束`}
          verb="记下回来"
          fields={[{ ...ON, label: '哪天回来' }]}
          document={EndSecondmentDocument}
          variables={(changes, version) => ({ input: { id, version, ...changes } })}
          said={({ endSecondment }) => `${endSecondment.name}已回原单位`}
        />
      );
    case 'kin':
      return (
        <IntentDrawer
          {...common}
          title={`${cadre.name}申报亲属`}
          hint="评议、回访、投票时要回避亲属。"
          verb="申报"
          fields={[
            { name: 'householdId', label: '哪一户', kind: 'household', required: true },
            { name: 'relation', label: '什么亲戚', required: true },
          ]}
          document={DeclareKinDocument}
          variables={(changes) => ({ input: { cadreId: id, ...changes } as DeclareKinInput })}
          said={() => '申报好了'}
        />
      );
  }
};

/** A posting that was entered wrong; to move somebody on is a transfer. */
const Posting = ({
  cadre,
  posting: { id, unit, from, to, rankTitle },
  onClose,
}: {
  cadre: CadreRecord;
  posting: PostingRecord;
  onClose: () => void;
}) => (
  <IntentDrawer
    title={`改${cadre.name}的一段任职`}
    hint={`${unit?.name ?? '这个单位'}，${to ? `到 ${formatFullDate(to)} 为止` : '现任'}。只改登记错的；调走请用「调动」。`}
    verb="保存任职"
    version={cadre.version}
    fields={[
      { name: 'from', label: '从哪天起', kind: 'date', required: true },
      { ...TITLE, required: true },
    ]}
    record={{ from, rankTitle }}
    document={EditPostingDocument}
    variables={(changes, version, base) => ({
      input: {
        id,
        version,
        from: String(changes['from'] ?? base['from']),
        rankTitle: String(changes['rankTitle'] ?? base['rankTitle']),
      },
    })}
    said={() => '任职改好了'}
    onClose={onClose}
  />
);

const Register = ({ onClose }: { onClose: () => void }) => (
  <IntentDrawer
    title="登记一人"
    hint="干部，或带头结对的企业、群团、爱心人士和返乡能人。"
    verb="登记"
    fields={[
      { name: 'name', label: '姓名', required: true },
      { name: 'unitId', label: '单位', kind: 'unit', required: true },
      KIND,
      TITLE,
      { ...RANKS, required: true },
      { name: 'identity', label: '证件号码', helper: '18 位；存好后只显示头六位和末四位' },
      { name: 'phone', label: '电话' },
      { name: 'from', label: '从哪天起任职', kind: 'date', helper: '不填就是今天' },
    ]}
    document={RegisterCadreDocument}
    variables={(changes) => ({ input: changes as unknown as RegisterCadreInput })}
    said={({ registerCadre }) => `${registerCadre.name}登记好了`}
    onClose={onClose}
  />
);
