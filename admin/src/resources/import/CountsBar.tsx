import { Box, LinearProgress } from '@mui/material';
import type { Run } from './steps.ts';

/** Progress while the server works; afterwards the shares: good rows, skipped ones, refused ones. */
export const CountsBar = ({ run }: { run: Run }) => {
  const { counts } = run;
  if (run.state === 'UPLOADED' || run.state === 'CHECKING' || run.state === 'WRITING') {
    const known = run.total > 0;
    return (
      <LinearProgress
        aria-label={run.state === 'WRITING' ? '写入进度' : '核对进度'}
        variant={known ? 'determinate' : 'indeterminate'}
        value={known ? Math.min(100, (run.done / run.total) * 100) : 0}
        sx={{ width: '100%' }}
      />
    );
  }
  if (!counts || counts.rows === 0) return null;
  const share = (n: number) => `${String((n / counts.rows) * 100)}%`;
  return (
    <Box
      role="img"
      aria-label={`写入 ${String(counts.writable)} 行，退回 ${String(counts.refuse)} 行`}
      sx={(t) => ({
        display: 'flex',
        width: '100%',
        height: 6,
        borderRadius: '3px',
        overflow: 'hidden',
        bgcolor: t.palette.ramp[1],
      })}
    >
      <Box sx={{ width: share(counts.writable), bgcolor: (t) => t.palette.ramp[3] }} />
      <Box sx={{ width: share(counts.skip + counts.held), bgcolor: (t) => t.palette.ramp[2] }} />
      <Box sx={{ width: share(counts.refuse), bgcolor: 'lamp.red.glyph' }} />
    </Box>
  );
};
