import CheckCircle from '@mui/icons-material/CheckCircle';
import FilterList from '@mui/icons-material/FilterList';
import { Box, Typography } from '@mui/material';
import type { ReactNode } from 'react';

export interface EmptyProps {
  /** `good` = nothing left to do, good news; `none` = nothing matched. */
  kind: 'good' | 'none';
  /** 没有空白，也没有重复 */
  title: string;
  /** What was looked at: 八仙镇 1,127 户都有一名干部。 */
  children?: ReactNode;
  /** The next step, a button. */
  next?: ReactNode;
}

/** An empty place says whether that is good news or nothing found, then the next step. */
export const Empty = ({ kind, title, children, next }: EmptyProps) => (
  <Box sx={{ textAlign: 'center', px: 2, py: 4, display: 'grid', gap: 0.5, justifyItems: 'center' }}>
    {kind === 'good' ? (
      <CheckCircle aria-hidden sx={{ color: 'lamp.green.glyph' }} />
    ) : (
      <FilterList aria-hidden sx={{ color: 'text.disabled' }} />
    )}
    <Typography variant="h4">{title}</Typography>
    {children && (
      <Typography variant="body2" color="text.secondary">
        {children}
      </Typography>
    )}
    {next && <Box sx={{ mt: 1 }}>{next}</Box>}
  </Box>
);
