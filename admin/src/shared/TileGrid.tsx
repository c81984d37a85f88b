import { Box } from '@mui/material';
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

/** The ramp step 0–4 of a missing share. */
export const rampStep = (missing: number): number =>
  missing <= 0 ? 0 : 1 + STEPS.slice(1).filter((from) => missing >= from).length;

/** A fixed order of places; ink says how much is missing, the number is printed, the light stands on top, each is a link. */
export const TileGrid = ({ tiles }: { tiles: readonly Tile[] }) => (
  <Box
    component="ul"
    sx={{
      display: 'grid',
      gap: 1,
      m: 0,
      p: 0,
      listStyle: 'none',
      gridTemplateColumns: 'repeat(auto-fill, minmax(112px, 1fr))',
    }}
  >
    {tiles.map((tile) => (
      <Box component="li" key={tile.id} sx={{ display: 'flex' }}>
        <TileLink tile={tile} />
      </Box>
    ))}
  </Box>
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
