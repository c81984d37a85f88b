import { Box, Button } from '@mui/material';
import { DictionaryDocument } from '@qinyou/schema';
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
import { SettingHistory } from '../../settings/SettingHistory.tsx';
import { AddEntry, EditEntry, NAMES, type Entry } from './DictionaryForms.tsx';
import { Reweighings } from './Reweighings.tsx';

const HISTORY = ['dictionary.add', 'dictionary.edit', 'dictionary.reweigh'];

/** 字典: what statuses, causes and relations are called, and what rosters write for them. */
const DictionariesPage = () => {
  const asked = useAsk(DictionaryDocument, {});
  const [editing, setEditing] = useState<Entry | null>(null);
  const [adding, setAdding] = useState<string | null>(null);
  return (
    <>
      <PageHeading title="字典" beside="添一项、改叫法、改权重；名册里还有哪些写法，也记在这里" />
      <Reweighings />
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
      <Box sx={{ mt: 1.5 }}>
        <SettingHistory actions={HISTORY} />
      </Box>
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

/** What an entry weighs, what rosters write for it, and since when it has been in use and no longer. */
const sayings = ({ aliases, from, to, registered, weight }: Entry): string[] => [
  ...(registered === false ? ['不算建档立卡或监测户'] : []),
  ...(weight === null
    ? []
    : [registered ? `算建档立卡或监测户，权重 ${String(weight)}` : `权重 ${String(weight)}`]),
  ...(aliases.length > 0 ? [`名册也写：${aliases.join('、')}`] : []),
  ...(from || to
    ? [
        [from && `${formatFullDate(from)}起用`, to && `${formatFullDate(to)}起不再用`]
          .filter(Boolean)
          .join('，'),
      ]
    : []),
];

export default DictionariesPage;
