import { Box } from '@mui/material';
import { BandsLegend, Empty, Section, TimelineBands, type Band } from '../../../shared/index.ts';
import { HouseholdLink } from '../parts/HouseholdLink.tsx';
import type { CadreRecord } from './CadreForms.tsx';

/** One band a household, present ones last, as a household’s page tells it the other way round. */
function bandsOf(cadre: CadreRecord): Band[] {
  const byHousehold = Map.groupBy(cadre.friends, ({ id, household }) => household?.id ?? id);
  const bands = [...byHousehold].map(([id, spans]) => {
    const household = spans[0]?.household;
    return {
      id,
      name: household ? `${household.headName}户` : '外地农户',
      note: [household?.village?.name, household?.villageGroup].filter(Boolean).join(' '),
      spans: spans
        .map(({ kind, from, to }) => ({ kind, from, to: to ?? null }))
        .toSorted((a, b) => (a.from < b.from ? -1 : 1)),
    };
  });
  return bands.toSorted((a, b) => ((a.spans[0]?.from ?? '') < (b.spans[0]?.from ?? '') ? -1 : 1));
}

/** 陪过哪几户. */
export const CadreStory = ({ cadre }: { cadre: CadreRecord }) => {
  const bands = bandsOf(cadre);
  const now = cadre.friends.filter(({ to, household }) => to === null && household);
  return (
    <Section
      title="陪过哪几户"
      hint={bands.length > 0 ? `${String(bands.length)} 户，现在 ${String(now.length)} 户` : undefined}
      aside={bands.length > 0 && <BandsLegend />}
      footer={
        now.length > 0 && (
          <Box sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 2, typography: 'body2' }}>
            现在的朋友：
            {now.map(({ id, household }) => household && <HouseholdLink key={id} household={household} />)}
          </Box>
        )
      }
    >
      {bands.length === 0 ? <Empty kind="none" title="还没有结对的农户" /> : <TimelineBands bands={bands} />}
    </Section>
  );
};
