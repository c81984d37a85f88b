import { Box, type Theme } from '@mui/material';
import { withUnit } from '../../../shared/index.ts';

interface Props {
  /** Households promised. */
  places: number;
  used: number;
  /** More that those sent by name may take. */
  named: number;
  /** That those ticked just now may take. */
  wanted: number;
}

/** What the city has promised a county, and what of it is spoken for: used, sent, ticked, open. */
export const PromiseBar = ({ places, used, named, wanted }: Props) => {
  const parts = [
    { word: '已结对', n: used, color: (t: Theme) => t.palette.ramp[3] },
    { word: '派去的还能接', n: named, color: (t: Theme) => t.palette.ramp[2] },
    { word: '这次选的', n: wanted, color: (t: Theme) => t.palette.primary.main },
    {
      word: '没有定',
      n: Math.max(0, places - used - named - wanted),
      color: (t: Theme) => t.palette.ramp[0],
    },
  ].filter(({ n }, nth) => n > 0 || nth === 3);
  return (
    <Box sx={{ display: 'grid', gap: 1 }}>
      <Box aria-hidden sx={{ display: 'flex', height: 12, borderRadius: '4px', overflow: 'hidden' }}>
        {parts.map(({ word, n, color }) => (
          <Box key={word} sx={{ flexGrow: n, bgcolor: color }} />
        ))}
      </Box>
      <Box
        component="ul"
        aria-label="名额用在哪里"
        sx={{ m: 0, p: 0, display: 'flex', flexWrap: 'wrap', columnGap: 2, rowGap: 0.5, listStyle: 'none' }}
      >
        {parts.map(({ word, n, color }) => (
          <Box
            component="li"
            key={word}
            sx={{ display: 'flex', alignItems: 'center', gap: 0.75, typography: 'body2' }}
          >
            <Box
              aria-hidden
              sx={{
                width: 10,
                height: 10,
                borderRadius: '2px',
                border: 1,
                borderColor: 'divider',
                bgcolor: color,
              }}
            />
            {`${word} ${withUnit(n, '户')}`}
          </Box>
        ))}
      </Box>
    </Box>
  );
};
