import {
  AddDictionaryEntryDocument,
  EditDictionaryEntryDocument,
  type AddDictionaryEntryInput,
  type DictionaryQuery,
  type EditDictionaryEntryInput,
} from '@qinyou/schema';
import type { FormField, Values } from '../parts/form-fields.ts';
import { IntentDrawer } from '../parts/IntentDrawer.tsx';
import { WeightEffect } from './WeightEffect.tsx';

export type Entry = DictionaryQuery['dictionary'][number];

export const NAMES: Readonly<Record<string, string>> = {
  POVERTY_STATUS: '脱贫属性',
  POVERTY_CAUSE: '致贫原因',
  RELATION: '和户主的关系',
  OFFICE_NAME: '办公室名称',
  ETHNICITY: '民族',
};

const LABEL: FormField = { name: 'label', label: '叫什么', required: true };
const WRITINGS: FormField = {
  name: 'aliases',
  label: '名册里的别的写法',
  kind: 'long',
  helper: '用顿号隔开',
};
const REGISTERED: FormField = {
  name: 'registered',
  label: '算不算建档立卡或监测户',
  kind: 'choice',
  required: true,
  choices: [
    { value: 'true', label: '算，没有朋友就进空白' },
    { value: 'false', label: '不算，不进空白' },
  ],
  helper: '脱了贫的也算',
};
const HARDSHIP: FormField = {
  name: 'weight',
  label: '权重',
  kind: 'number',
  required: true,
  helper: '0 到 50，越难越大。困难程度由它和致贫原因、贫困村、独居加起来，最难的先有朋友',
};
const CAUSE: FormField = {
  name: 'weight',
  label: '权重',
  kind: 'number',
  required: true,
  helper: '0 到 15，越要人帮越大，多数原因是 5。加在困难程度里，最难的先有朋友',
};

/** What an entry of this dictionary weighs; a status that does not count has no weight. */
const weightFields = (dictionary: string, values: Values): readonly FormField[] => {
  if (dictionary === 'POVERTY_STATUS')
    return values['registered'] === 'false' ? [REGISTERED] : [REGISTERED, HARDSHIP];
  return dictionary === 'POVERTY_CAUSE' ? [CAUSE] : [];
};

const writings = (typed: unknown): string[] =>
  String(typed ?? '')
    .split(/[、,，\s]+/u)
    .filter(Boolean);

/** What was typed or picked, as it is sent. */
const weightOf = (changes: Readonly<Record<string, unknown>>) => ({
  ...('registered' in changes && { registered: changes['registered'] === 'true' }),
  ...('weight' in changes && { weight: changes['weight'] as number | null }),
});

export const AddEntry = ({ dictionary, onClose }: { dictionary: string; onClose: () => void }) => (
  <IntentDrawer
    title={`${NAMES[dictionary] ?? dictionary}添一项`}
    hint="代码存好就不能改，别的以后还能改。"
    verb="添上"
    fields={(values) => [
      LABEL,
      {
        name: 'code',
        label: '代码',
        required: true,
        helper: '别的系统认它，不认名称。写大写英文字母、数字和 _，比如 FLOOD_2026',
      },
      ...weightFields(dictionary, values),
      { name: 'from', label: '从哪天起用', kind: 'date', required: true },
      WRITINGS,
    ]}
    document={AddDictionaryEntryDocument}
    variables={({ aliases, registered, weight, ...changes }) => ({
      input: {
        dictionary,
        ...changes,
        ...weightOf({
          ...(registered !== undefined && { registered }),
          ...(weight !== undefined && { weight }),
        }),
        aliases: writings(aliases),
      } as AddDictionaryEntryInput,
    })}
    said={({ addDictionaryEntry }) => `「${addDictionaryEntry.label}」添好了`}
    onClose={onClose}
  />
);

const fieldsOf = (entry: Readonly<Record<string, unknown>>) => ({
  ...entry,
  aliases: (entry['aliases'] as string[]).join('、'),
  registered: entry['registered'] == null ? null : String(entry['registered']),
});

export const EditEntry = ({ entry, onClose }: { entry: Entry; onClose: () => void }) => (
  <IntentDrawer
    title={`修改「${entry.label}」`}
    verb="保存"
    fields={(values) => [
      LABEL,
      ...weightFields(entry.dictionary, values),
      WRITINGS,
      { name: 'to', label: '从哪天起不再用', kind: 'date', helper: '已有的记录照旧显示' },
    ]}
    consequence={(values) => <WeightEffect entry={entry} values={values} />}
    record={fieldsOf(entry)}
    fieldsOf={fieldsOf}
    version={entry.version}
    document={EditDictionaryEntryDocument}
    variables={(changes, version, base) => {
      const now = { ...base, ...changes };
      const input: EditDictionaryEntryInput = {
        dictionary: entry.dictionary,
        code: entry.code,
        version,
        label: String(now['label'] ?? ''),
        aliases: writings(now['aliases']),
        ...weightOf(changes),
        ...('to' in changes && { to: changes['to'] === null ? null : String(changes['to']) }),
      };
      return { input };
    }}
    said={({ editDictionaryEntry }) => `「${editDictionaryEntry.label}」存好了`}
    onClose={onClose}
  />
);
