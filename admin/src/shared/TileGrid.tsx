import { Box } from '@mui/material';
import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';
import { Light, type Lamp } from './Light.tsx';

export interface Tile {
  id: string;
  name: string;
  /** Where the tile leads. */
  to: string;
  /** The share that is missing, 0 to 1: decides the step of the ramp. */
  missing: number;
  /** What is printed large: 98.4% */
  figure: string;
  /** Below it: 缺 11 户; at the right end: 重复 2 */
  note: string;
  noteEnd?: string | undefined;
  lamp: Lamp;
  /** Read out with the name: why the lamp shows what it shows. */
  reason?: string | null | undefined;
}

/** From which missing share on each step of the ramp begins: none, under 1%, under 3%, under 5%, more. */
const STEPS = [0, 0.01, 0.03, 0.05] as const;
/** Four shares, rising; the first is 0. */
export type RampSteps = readonly [number, number, number, number];

/** The ramp step 0–4 of a missing share. */
const rampStep = (missing: number, steps: RampSteps = STEPS): number =>
  missing <= 0 ? 0 : 1 + steps.slice(1).filter((from) => missing >= from).length;

/** A fixed order of places; ink says how much is missing, the number is printed, the light stands on top, each is a link. */
export const TileGrid = ({ tiles }: { tiles: readonly Tile[] }) => (
  <Grid min={112}>
    {tiles.map((tile) => (
      <Box component="li" key={tile.id} sx={{ display: 'flex' }}>
        <TileLink tile={tile} />
      </Box>
    ))}
  </Grid>
);

const Grid = ({ min, children }: { min: number; children: ReactNode }) => (
  <Box
    component="ul"
    sx={{
      display: 'grid',
      gap: min < 100 ? 0.5 : 1,
      m: 0,
      p: 0,
      listStyle: 'none',
      gridTemplateColumns: `repeat(auto-fill, minmax(${String(min)}px, 1fr))`,
    }}
  >
    {children}
  </Box>
);

export interface SmallTile extends Pick<Tile, 'id' | 'name' | 'to' | 'missing' | 'figure'> {
  /** Read out instead of name and figure: 八仙镇，58 户没有干部. */
  reading: string;
  /** It is the place that is looked at. */
  here?: boolean;
}

/** The same in small, for two beside each other: name and figure on a line, without a light. */
export const SmallTileGrid = ({ tiles, steps }: { tiles: readonly SmallTile[]; steps: RampSteps }) => (
  <Grid min={72}>
    {tiles.map(({ id, name, to, missing, figure, reading, here = false }) => {
      const step = rampStep(missing, steps);
      return (
        <Box component="li" key={id} sx={{ display: 'flex' }}>
          <Box
            component={Link}
            to={to}
            aria-label={reading}
            aria-current={here ? 'true' : undefined}
            data-step={step}
            sx={(t) => ({
              ...t.mixins.touch,
              flex: 1,
              minWidth: 0,
              display: 'flex',
              flexWrap: 'wrap',
              alignItems: 'center',
              justifyContent: 'space-between',
              columnGap: 0.5,
              px: 0.75,
              py: 0.25,
              borderRadius: '4px',
              typography: 'body2',
              textDecoration: 'none',
              bgcolor: t.palette.ramp[step],
              color: step < 3 ? t.palette.text.primary : t.palette.rampInk,
              '&:hover, &[aria-current]': { boxShadow: `0 0 0 2px ${t.palette.primary.main}` },
            })}
          >
            <span>{name}</span>
            <b>{figure}</b>
          </Box>
        </Box>
      );
    })}
  </Grid>
);

const TileLink = ({ tile }: { tile: Tile }) => {
  const step = rampStep(tile.missing);
  return (
    <Box
      component={Link}
      to={tile.to}
      aria-label={`${tile.name}，${tile.figure}，${tile.note}${tile.noteEnd ? `，${tile.noteEnd}` : ''}${tile.reason ? `。${tile.reason}` : ''}`}
      sx={{
        flex: 1,
        minWidth: 0,
        minHeight: 88,
        display: 'flex',
        flexDirection: 'column',
        justifyContent: 'space-between',
        px: 1.25,
        py: 1,
        borderRadius: '6px',
        textDecoration: 'none',
        bgcolor: (t) => t.palette.ramp[step],
        color: (t) => (step < 3 ? t.palette.text.primary : t.palette.rampInk),
        '&:hover': { boxShadow: (t) => `0 0 0 2px ${t.palette.primary.main}` },
      }}
    >
      <Box
        sx={{
          display: 'flex',
          justifyContent: 'space-between',
          alignItems: 'center',
          fontWeight: 600,
          lineHeight: '1.25rem',
        }}
      >
        <span>{tile.name}</span>
        <Box sx={{ display: 'inline-flex', borderRadius: '50%', bgcolor: 'background.paper' }}>
          <Light lamp={tile.lamp} compact />
        </Box>
      </Box>
      <Box sx={{ fontSize: '1.125rem', lineHeight: '1.5rem', fontWeight: 600 }}>{tile.figure}</Box>
      <Box
        sx={{
          display: 'flex',
          flexWrap: 'wrap',
          justifyContent: 'space-between',
          columnGap: 0.5,
          typography: 'caption',
        }}
      >
        <span>{tile.note}</span>
        {tile.noteEnd && <span>{tile.noteEnd}</span>}
      </Box>
    </Box>
  );
};

/** 都有干部 ▁▂▃▅█ 缺 5% 以上 */
export const RampLegend = ({ from, to }: { from: string; to: string }) => (
  <Box sx={{ display: 'flex', alignItems: 'center', gap: 1, typography: 'caption', color: 'text.disabled' }}>
    {from}
    <Box aria-hidden sx={{ display: 'inline-flex', gap: '2px' }}>
      {[0, 1, 2, 3, 4].map((i) => (
        <Box key={i} sx={{ width: 16, height: 8, bgcolor: (t) => t.palette.ramp[i] }} />
      ))}
    </Box>
    {to}
  </Box>
);
