import { Box, Card } from '@mui/material';
import { formatNumber } from '../../../shared/index.ts';
import type { Counts } from '../allocation-words.ts';

/** 保留 8,835 · 新结 111 · 换人 9 · 仍没有干部 7: what the proposal comes to. */
export const CountsBar = ({ counts }: { counts: Counts }) => {
  const figures: [string, number][] = [
    ['保留', counts.kept],
    ['新结', counts.new],
    ['换人', counts.moved],
    ['仍没有干部', counts.waiting],
  ];
  if (counts.released > 0) figures.splice(3, 0, ['其中断了没接上', counts.released]);
  return <FigureBar label="提案合计" figures={figures} />;
};

/** A few large figures in a row, with what they count. */
export const FigureBar = ({
  label,
  figures,
}: {
  label: string;
  figures: readonly (readonly [string, number])[];
}) => (
  <Card
    component="dl"
    aria-label={label}
    sx={{
      m: 0,
      display: 'grid',
      gridTemplateColumns: { xs: '1fr 1fr', sm: `repeat(${String(figures.length)}, 1fr)` },
      overflow: 'hidden',
    }}
  >
    {figures.map(([word, n]) => (
      <Box
        key={word}
        sx={{
          display: 'flex',
          flexWrap: 'wrap',
          alignItems: 'baseline',
          columnGap: 1,
          px: 2,
          py: 1,
          // Hairlines between them, none at the edges: they stand one pixel outside.
          boxShadow: (t) => `-1px -1px 0 ${t.palette.divider}`,
        }}
      >
        <Box component="dt" sx={{ typography: 'body2', color: 'text.secondary' }}>
          {word}
        </Box>
        <Box component="dd" sx={{ m: 0, fontSize: '1.25rem', lineHeight: '2rem', fontWeight: 600 }}>
          {formatNumber(n)}
        </Box>
      </Box>
    ))}
  </Card>
);
