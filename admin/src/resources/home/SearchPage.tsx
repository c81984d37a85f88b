import { Box, TextField } from '@mui/material';
import { SearchDocument, type SearchQuery } from '@qinyou/schema';
import { useEffect, useState } from 'react';
import { Link, useSearchParams } from 'react-router-dom';
import { Answer, Empty, NameBadge, PageHeading, Section, useAsk, withUnit } from '../../shared/index.ts';

/** Asked for after a short rest of the fingers, and never for a single character. */
const REST_MS = 250;
const LEAST = 2;

/** One box for people, households and villages; the address holds the question, so that back and a link lead here again. */
const SearchPage = () => {
  const [params, setParams] = useSearchParams();
  const q = params.get('q') ?? '';
  const [text, setText] = useState(q);
  useEffect(() => setText(q), [q]);
  useEffect(() => {
    if (text.trim() === q) return;
    const timer = setTimeout(
      () => setParams(text.trim() ? { q: text.trim() } : {}, { replace: true }),
      REST_MS,
    );
    return () => clearTimeout(timer);
  }, [text, q, setParams]);
  const enabled = [...q].length >= LEAST;
  const found = useAsk(SearchDocument, { q }, { enabled });
  return (
    <>
      <PageHeading title="搜索" />
      <TextField
        fullWidth
        autoFocus
        value={text}
        onChange={(e) => setText(e.target.value)}
        helperText={
          text.trim().length === 1
            ? '再打一个字就能搜'
            : '姓名任意两个字、拼音首字母、证件末四位、户编号、村名都行'
        }
        slotProps={{ htmlInput: { 'aria-label': '搜人、户、村', type: 'search', autoComplete: 'off' } }}
        sx={{ maxWidth: 480, mb: 2 }}
      />
      {enabled && <Answer of={found}>{({ search }) => <Results q={q} found={search} />}</Answer>}
    </>
  );
};

const Results = ({
  q,
  found: { households, cadres, villages },
}: {
  q: string;
  found: SearchQuery['search'];
}) => {
  if (households.length + cadres.length + villages.length === 0)
    return (
      <Section title="没有找到">
        <Empty kind="none" title={`没有「${q}」，或不归你看`}>
          换两个字再试；名字只记得音，就打拼音首字母。
        </Empty>
      </Section>
    );
  return (
    <Box
      sx={{
        display: 'grid',
        gap: 2,
        alignItems: 'start',
        gridTemplateColumns: 'repeat(auto-fit, minmax(280px, 1fr))',
      }}
    >
      <Group title="农户" rows={households.map(householdRow)} />
      <Group title="干部" rows={cadres.map(cadreRow)} />
      <Group title="村" rows={villages.map(villageRow)} />
    </Box>
  );
};

interface Row {
  id: string;
  name: string;
  note: string;
  to: string;
}

const householdRow = (h: SearchQuery['search']['households'][number]): Row => ({
  id: h.id,
  name: `${h.headName}户`,
  note: [
    h.places
      .slice(-2)
      .map((p) => p.name)
      .join(''),
    h.villageGroup,
    withUnit(h.size, '人'),
  ]
    .filter(Boolean)
    .join(' · '),
  to: `/households/${h.id}/show`,
});
const cadreRow = (c: SearchQuery['search']['cadres'][number]): Row => ({
  id: c.id,
  name: c.name,
  note: [c.unit?.name, c.rankTitle].filter(Boolean).join('，'),
  to: `/cadres/${c.id}/show`,
});
const villageRow = (v: SearchQuery['search']['villages'][number]): Row => ({
  id: v.id,
  name: v.name,
  note: v.parent?.name ?? '',
  to: `/board?within=${encodeURIComponent(v.path)}`,
});

const Group = ({ title, rows }: { title: string; rows: readonly Row[] }) =>
  rows.length === 0 ? null : (
    <Section title={title} hint={`${withUnit(rows.length, '条')}`} padded={false}>
      <Box component="ul" sx={{ m: 0, p: 0, listStyle: 'none' }}>
        {rows.map((row) => (
          <Box component="li" key={row.id} sx={{ '& + &': { borderTop: 1, borderColor: 'divider' } }}>
            <Box
              component={Link}
              to={row.to}
              sx={{
                display: 'flex',
                alignItems: 'center',
                gap: 1.5,
                px: 2,
                py: 1,
                color: 'text.primary',
                textDecoration: 'none',
                '&:hover': { bgcolor: 'action.hover' },
              }}
            >
              <NameBadge name={row.name} small />
              <Box sx={{ minWidth: 0 }}>
                <b>{row.name}</b>
                <Box sx={{ typography: 'caption', color: 'text.secondary' }}>{row.note}</Box>
              </Box>
            </Box>
          </Box>
        ))}
      </Box>
    </Section>
  );

export default SearchPage;
