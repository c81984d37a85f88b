import { Box, Card, Typography } from '@mui/material';
import { useId, type ReactNode, type Ref } from 'react';
import { CardFoot } from './CardFoot.tsx';

export interface SectionProps {
  title: ReactNode;
  /** A quiet line beside the title. */
  hint?: ReactNode;
  /** At the right end of the heading. */
  aside?: ReactNode;
  footer?: ReactNode;
  /** 16 px inside; off for tables and lists that reach the edges. */
  padded?: boolean;
  ref?: Ref<HTMLElement>;
  children: ReactNode;
}

/** A card with a heading. */
export const Section = ({ title, hint, aside, footer, padded = true, ref, children }: SectionProps) => {
  const id = useId();
  return (
    <Card component="section" aria-labelledby={id} ref={ref}>
      <Box
        component="header"
        sx={{
          display: 'flex',
          flexWrap: 'wrap',
          alignItems: 'center',
          gap: 1,
          minHeight: 48,
          px: 2,
          py: 1,
          borderBottom: 1,
          borderColor: 'divider',
        }}
      >
        <Typography variant="h2" id={id}>
          {title}
        </Typography>
        {hint && (
          <Typography variant="body2" color="text.secondary">
            {hint}
          </Typography>
        )}
        <Box sx={{ flex: 1 }} />
        {aside}
      </Box>
      <Box sx={{ p: padded ? 2 : 0 }}>{children}</Box>
      {footer && <CardFoot>{footer}</CardFoot>}
    </Card>
  );
};
