import { Box, Button } from '@mui/material';
import { DictionaryDocument, EditDictionaryEntryDocument, type DictionaryQuery } from '@qinyou/schema';
import { useState } from 'react';
import { Answer, formatFullDate, PageHeading, Section, useAsk } from '../../../shared/index.ts';
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
  return (
    <>
      <PageHeading title="字典" beside="改的是叫法；名册里还有哪些写法，也记在这里" />
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
            {[...Map.groupBy(dictionary, (entry) => entry.dictionary)].map(([name, entries]) => (
              <Section key={name} title={NAMES[name] ?? name} padded={false}>
                {entries.map((entry) => (
                  <Box
                    key={entry.code}
                    sx={{
                      display: 'flex',
                      alignItems: 'center',
                      gap: 1,
                      px: 2,
                      py: 1,
                      '& + &': { borderTop: 1, borderColor: 'divider' },
                    }}
                  >
                    <Box sx={{ flex: 1, minWidth: 0 }}>
                      <b>{entry.label}</b>
                      <Box sx={{ typography: 'caption', color: 'text.secondary' }}>
                        {[
                          entry.aliases.join('、'),
                          entry.from && `${formatFullDate(entry.from)}起`,
                          entry.to && `到 ${formatFullDate(entry.to)}`,
                        ]
                          .filter(Boolean)
                          .join('，')}
                      </Box>
                    </Box>
                    <Button size="small" onClick={() => setEditing(entry)}>
                      修改
                    </Button>
                  </Box>
                ))}
              </Section>
            ))}
          </Box>
        )}
      </Answer>
      {editing && <EditEntry entry={editing} onClose={() => setEditing(null)} />}
    </>
  );
};

const EditEntry = ({ entry, onClose }: { entry: Entry; onClose: () => void }) => (
  <IntentDrawer
    title={`修改「${entry.label}」`}
    verb="保存"
    fields={[
      { name: 'label', label: '叫什么', required: true },
      { name: 'aliases', label: '名册里的别的写法', kind: 'long', helper: '用顿号隔开' },
      { name: 'to', label: '从哪天起不再用', kind: 'date', helper: '已有的记录照旧显示' },
    ]}
    record={{ ...entry, aliases: entry.aliases.join('、') }}
    document={EditDictionaryEntryDocument}
    variables={(changes) => ({
      input: {
        dictionary: entry.dictionary,
        code: entry.code,
        label: String(changes['label'] ?? entry.label),
        aliases:
          'aliases' in changes
            ? String(changes['aliases'] ?? '')
                .split(/[、,，\s]+/u)
                .filter(Boolean)
            : entry.aliases,
        ...('to' in changes && { to: changes['to'] === null ? null : String(changes['to']) }),
      },
    })}
    said={({ editDictionaryEntry }) => `「${editDictionaryEntry.label}」存好了`}
    onClose={onClose}
  />
);

export default DictionariesPage;
