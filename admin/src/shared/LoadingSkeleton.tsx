import { Box, Skeleton } from '@mui/material';
import { useEffect, useState } from 'react';
import { hidden } from './Light.tsx';

/** Below this nobody notices that something was loading. */
const PATIENCE_MS = 300;

/** True once `waiting` has lasted 300 ms; what comes back sooner shows no skeleton. */
const useSlow = (waiting: boolean): boolean => {
  const [slow, setSlow] = useState(false);
  useEffect(() => {
    if (!waiting) return;
    const timer = setTimeout(() => setSlow(true), PATIENCE_MS);
    return () => {
      clearTimeout(timer);
      setSlow(false);
    };
  }, [waiting]);
  return waiting && slow;
};

/** Rows that keep the place while something is fetched for the first time. */
export const LoadingSkeleton = ({ rows = 6 }: { rows?: number }) => {
  const slow = useSlow(true);
  return (
    <Box role="status" sx={{ minHeight: rows * 40 }}>
      <span style={hidden}>正在取数</span>
      {slow &&
        Array.from({ length: rows }, (_, i) => (
          <Box
            key={i}
            sx={{
              display: 'flex',
              gap: 2,
              alignItems: 'center',
              height: 40,
              px: 2,
              borderBottom: 1,
              borderColor: 'divider',
            }}
          >
            <Skeleton variant="rounded" width={18} height={12} />
            <Skeleton variant="rounded" width={72 + ((i * 37) % 40)} height={12} />
            <Skeleton variant="rounded" width={72} height={12} />
            <Skeleton variant="rounded" sx={{ flex: 1, maxWidth: 120 + ((i * 53) % 80) }} height={12} />
          </Box>
        ))}
    </Box>
  );
};
