import { Box, Button } from '@mui/material';
import {
  AddDictionaryEntryDocument,
  DictionaryDocument,
  EditDictionaryEntryDocument,
  type AddDictionaryEntryInput,
  type DictionaryQuery,
} from '@qinyou/schema';
import { useState } from 'react';
import {
  Answer,
  formatFullDate,
  PageHeading,
  Row,
  RowList,
  Section,
  Tag,
  today,
  useAsk,
} from '../../../shared/index.ts';
import { IntentDrawer } from '../parts/IntentDrawer.tsx';

type Entry = DictionaryQuery['dictionary'][number];

const NAMES: Readonly<Record<string, string>> = {
  POVERTY_STATUS: '脱贫属性',
  POVERTY_CAUSE: '致贫原因',
  RELATION: '和户主的关系',
  OFFICE_NAME: '办公室名称',
  ETHNICITY: '民族',
};

/** 字典: what statuses, causes and relations are called, and what rosters write for them. */
const DictionariesPage = () => {
  const asked = useAsk(DictionaryDocument, {});
  const [editing, setEditing] = useState<Entry | null>(null);
  const [adding, setAdding] = useState<string | null>(null);
  return (
    <>
      <PageHeading title="字典" beside="添一项、改叫法；名册里还有哪些写法，也记在这里" />
      <Answer of={asked} rows={8}>
        {({ dictionary }) => (
          <Box
            sx={{
              display: 'grid',
              gap: 1.5,
              alignItems: 'start',
              gridTemplateColumns: 'repeat(auto-fit, minmax(min(320px, 100%), 1fr))',
            }}
          >
            {sectionsOf(dictionary).map(({ name, title, entries }) => (
              <Section
                key={name}
                title={title}
                padded={false}
                aside={
                  <Button size="small" aria-label={`${title}添一项`} onClick={() => setAdding(name)}>
                    添一项
                  </Button>
                }
              >
                <RowList>
                  {entries.map((entry) => (
                    <Row
                      key={entry.code}
                      title={
                        <>
                          <Box component="b" sx={{ mr: 1 }}>
                            {entry.label}
                          </Box>
                          {hasEnded(entry) && <Tag>已停用</Tag>}
                          {!hasBegun(entry) && <Tag>还没起用</Tag>}
                        </>
                      }
                      detail={sayings(entry).map((saying) => (
                        <Box key={saying}>{saying}</Box>
                      ))}
                    >
                      <Button
                        size="small"
                        aria-label={`修改「${entry.label}」`}
                        onClick={() => setEditing(entry)}
                      >
                        修改
                      </Button>
                    </Row>
                  ))}
                </RowList>
              </Section>
            ))}
          </Box>
        )}
      </Answer>
      {adding && <AddEntry dictionary={adding} onClose={() => setAdding(null)} />}
      {editing && <EditEntry entry={editing} onClose={() => setEditing(null)} />}
    </>
  );
};

const hasBegun = ({ from }: Entry): boolean => !from || from <= today();
const hasEnded = ({ to }: Entry): boolean => Boolean(to && to <= today());

/** The dictionaries that have entries, in the order of NAMES; what is no longer used stands last. */
const sectionsOf = (all: readonly Entry[]) =>
  Object.entries(NAMES).flatMap(([name, title]) => {
    const entries = all
      .filter(({ dictionary }) => dictionary === name)
      .toSorted((a, b) => Number(hasEnded(a)) - Number(hasEnded(b)));
    return entries.length > 0 ? [{ name, title, entries }] : [];
  });

/** What rosters write for an entry, and since when it has been in use and no longer. */
const sayings = ({ aliases, from, to }: Entry): string[] => [
  ...(aliases.length > 0 ? [`名册也写：${aliases.join('、')}`] : []),
  ...(from || to
    ? [
        [from && `${formatFullDate(from)}起用`, to && `${formatFullDate(to)}起不再用`]
          .filter(Boolean)
          .join('，'),
      ]
    : []),
];

const writings = (typed: unknown): string[] =>
  String(typed ?? '')
    .split(/[、,，\s]+/u)
    .filter(Boolean);

const AddEntry = ({ dictionary, onClose }: { dictionary: string; onClose: () => void }) => (
  <IntentDrawer
    title={`${NAMES[dictionary] ?? dictionary}添一项`}
    hint={
      dictionary === 'POVERTY_STATUS'
        ? '新的脱贫属性先按没有建档立卡算，不进空白。'
        : '代码存好就不能改，名称以后还能改。'
    }
    verb="添上"
    fields={[
      { name: 'label', label: '叫什么', required: true },
      {
        name: 'code',
        label: '代码',
        required: true,
        helper: '别的系统认它，不认名称。写大写英文字母、数字和 _，比如 FLOOD_2026',
      },
      { name: 'from', label: '从哪天起用', kind: 'date', required: true },
      { name: 'aliases', label: '名册里的别的写法', kind: 'long', helper: '用顿号隔开' },
    ]}
    document={AddDictionaryEntryDocument}
    variables={({ aliases, ...changes }) => ({
      input: { dictionary, ...changes, aliases: writings(aliases) } as AddDictionaryEntryInput,
    })}
    said={({ addDictionaryEntry }) => `「${addDictionaryEntry.label}」添好了`}
    onClose={onClose}
  />
);

const fieldsOf = (entry: Readonly<Record<string, unknown>>) => ({
  ...entry,
  aliases: (entry['aliases'] as string[]).join('、'),
});

const EditEntry = ({ entry, onClose }: { entry: Entry; onClose: () => void }) => (
  <IntentDrawer
    title={`修改「${entry.label}」`}
    verb="保存"
    fields={[
      { name: 'label', label: '叫什么', required: true },
      { name: 'aliases', label: '名册里的别的写法', kind: 'long', helper: '用顿号隔开' },
      { name: 'to', label: '从哪天起不再用', kind: 'date', helper: '已有的记录照旧显示' },
    ]}
    record={fieldsOf(entry)}
    fieldsOf={fieldsOf}
    version={entry.version}
    document={EditDictionaryEntryDocument}
    variables={(changes, version, base) => {
      const now = { ...base, ...changes };
      return {
        input: {
          dictionary: entry.dictionary,
          code: entry.code,
          version,
          label: String(now['label'] ?? ''),
          aliases: writings(now['aliases']),
          ...('to' in changes && { to: changes['to'] === null ? null : String(changes['to']) }),
        },
      };
    }}
    said={({ editDictionaryEntry }) => `「${editDictionaryEntry.label}」存好了`}
    onClose={onClose}
  />
);

export default DictionariesPage;
