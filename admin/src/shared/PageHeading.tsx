import ChevronRight from '@mui/icons-material/ChevronRight';
import { Box, Typography } from '@mui/material';
import { Fragment, useEffect, type ReactNode } from 'react';
import { Link } from 'react-router-dom';
import { Light, type Lamp } from './Light.tsx';

export interface Crumb {
  label: string;
  /** Absent on the last one: where you are. */
  to?: string;
}

export interface PageHeadingProps {
  title: string;
  crumbs?: readonly Crumb[];
  lamp?: { lamp: Lamp; word?: string; reason?: string | null };
  /** Tags or a quiet line beside the title. */
  beside?: ReactNode;
  /** Buttons at the right; one contained button per view. */
  actions?: ReactNode;
}

/** Breadcrumb, title, light and actions: the head of every page. Sets the window’s title too. */
export const PageHeading = ({ title, crumbs = [], lamp, beside, actions }: PageHeadingProps) => {
  useEffect(() => {
    document.title = `${title} · 亲友`;
  }, [title]);
  return (
    <Box component="header" sx={{ mb: 2 }}>
      {crumbs.length > 0 && <Breadcrumb crumbs={crumbs} />}
      <Box
        sx={{
          display: 'flex',
          flexWrap: 'wrap',
          alignItems: 'center',
          columnGap: 1.5,
          rowGap: 1,
          minHeight: 32,
        }}
      >
        <Typography variant="h1">{title}</Typography>
        {lamp && <Light {...lamp} />}
        {beside && (
          <Box
            sx={{
              display: 'flex',
              flexWrap: 'wrap',
              alignItems: 'center',
              gap: 1,
              typography: 'body2',
              color: 'text.secondary',
            }}
          >
            {beside}
          </Box>
        )}
        {actions && <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1.5, ml: 'auto' }}>{actions}</Box>}
      </Box>
    </Box>
  );
};

const Breadcrumb = ({ crumbs }: { crumbs: readonly Crumb[] }) => (
  <Box
    component="nav"
    aria-label="所在位置"
    sx={{
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      gap: 0.5,
      typography: 'body2',
      color: 'text.disabled',
      mt: { xs: -1, sm: 0 },
      mb: { sm: 0.5 },
    }}
  >
    {crumbs.map((crumb, i) => (
      <Fragment key={`${String(i)}${crumb.label}`}>
        {i > 0 && <ChevronRight aria-hidden sx={{ fontSize: 16 }} />}
        {crumb.to ? (
          <Box
            component={Link}
            to={crumb.to}
            sx={(t) => ({
              ...t.mixins.touch,
              display: 'flex',
              alignItems: 'center',
              textDecoration: 'none',
              '&:hover': { textDecoration: 'underline' },
            })}
          >
            {crumb.label}
          </Box>
        ) : (
          <span aria-current="page">{crumb.label}</span>
        )}
      </Fragment>
    ))}
  </Box>
);

/** A small quiet label: 已脱贫（2019）, 因病. Not a button, no state. */
export const Tag = ({ children }: { children: ReactNode }) => (
  <Box
    component="span"
    sx={{
      display: 'inline-flex',
      alignItems: 'center',
      minHeight: 20,
      px: 0.75,
      borderRadius: '4px',
      bgcolor: (t) => t.palette.ramp[0],
      color: 'text.secondary',
      typography: 'caption',
      whiteSpace: 'nowrap',
    }}
  >
    {children}
  </Box>
);
