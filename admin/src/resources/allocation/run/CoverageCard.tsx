import { Box, Button } from '@mui/material';
import { AllocationNeedDocument, type AllocationNeedQuery } from '@qinyou/schema';
import { useLocation } from 'react-router-dom';
import {
  Answer,
  formatNumber,
  Section,
  SmallTileGrid,
  useAsk,
  withUnit,
  type SmallTile,
} from '../../../shared/index.ts';
import { placeName } from '../../pairing/board-words.ts';
import { COVERAGE_STEPS } from '../allocation-words.ts';
import type { Run } from '../use-run.ts';
import { useLinePlace } from './use-line-place.ts';

type Place = AllocationNeedQuery['allocationNeed'][number];

/** 没有干部的户: counties, towns or villages by the share without a friend, today and under the proposal; a tile narrows the lines. */
export const CoverageCard = ({ run }: { run: Run }) => {
  const { within, go } = useLinePlace(run);
  const { pathname } = useLocation();
  const need = useAsk(AllocationNeedDocument, {
    within: within ? branchOf(within) : run.path,
    year: run.year,
    runId: run.id,
  });
  const tile = (place: Place, households: number): CoverageTile => ({
    ...coverageTile(place, households),
    to: `${pathname}?within=${encodeURIComponent(place.path)}`,
    here: place.path === within,
  });
  return (
    <Section
      title="没有干部的户"
      aside={
        within && (
          <Button size="small" sx={{ mr: -1 }} onClick={() => go({ within: null })}>
            看{run.area}
          </Button>
        )
      }
      footer="格子越深，没有干部的越多；点一格，只看那里"
    >
      <Answer of={need} rows={6}>
        {({ allocationNeed }) => {
          const places = allocationNeed.toSorted((a, b) => (a.path < b.path ? -1 : 1));
          return (
            <Box sx={{ display: 'grid', gap: 2 }}>
              <CoverageGrid title="今天" tiles={places.map((place) => tile(place, place.waiting))} />
              <CoverageGrid
                title="照提案"
                tiles={places.map((place) => tile(place, place.waitingAfter ?? place.waiting))}
              />
            </Box>
          );
        }}
      </Answer>
    </Section>
  );
};

/** A village has nothing below it: its town is shown, with the village marked. */
const branchOf = (path: string): string =>
  `${path.split('/').filter(Boolean).slice(0, TOWN_DEPTH).join('/')}/`;
const TOWN_DEPTH = 3;

export type CoverageTile = SmallTile & { households: number };

/** How many are without a friend there, in ink by their share. */
export const coverageTile = (
  { id, name, eligible }: Pick<Place, 'id' | 'name' | 'eligible'>,
  households: number,
): Omit<CoverageTile, 'to'> => ({
  id,
  name: shortName(name),
  missing: eligible > 0 ? households / eligible : 0,
  figure: formatNumber(households),
  reading: `${name}，${withUnit(households, '户')}没有干部，共 ${withUnit(eligible, '户')}`,
  households,
});

/** 今天 118 户 and the places below it. */
export const CoverageGrid = ({ title, tiles }: { title: string; tiles: readonly CoverageTile[] }) => (
  <Box component="section" aria-label={title}>
    <Box sx={{ display: 'flex', mb: 0.75, typography: 'body2' }}>
      <span>{title}</span>
      <Box sx={{ flex: 1 }} />
      <b>
        {withUnit(
          tiles.reduce((sum, { households }) => sum + households, 0),
          '户',
        )}
      </b>
    </Box>
    <SmallTileGrid tiles={tiles} steps={COVERAGE_STEPS} />
  </Box>
);

/** 八仙镇 is 八仙, 平利县 is 平利: a tile is small. */
const shortName = (name: string): string => {
  const place = placeName(name);
  return place.length > 2 ? place.replace(/[镇乡县区市村]$/u, '') : place;
};
