import HomeOutlined from '@mui/icons-material/HomeOutlined';
import { Box, Typography, useMediaQuery, type Theme } from '@mui/material';
import { Fragment } from 'react';
import { useSidebarState } from 'react-admin';
import { NavLink } from 'react-router-dom';
import { useMe } from '../providers/session.ts';
import { AreaPicker } from './AreaPicker.tsx';
import { useMenuCounts } from './menu-counts.ts';
import { useMenuEntries } from './menu-entries.ts';
import { visibleMenu } from './visible-menu.ts';
import { YearPicker } from './YearPicker.tsx';

/** The left menu: grouped, with figures; on a phone it closes itself after a choice. */
export const Menu = () => {
  const me = useMe();
  const counts = useMenuCounts();
  const [, setOpen] = useSidebarState();
  const phone = useMediaQuery<Theme>((t) => t.breakpoints.down('sm'));
  const close = () => {
    if (phone) setOpen(false);
  };
  const groups = visibleMenu(useMenuEntries(), (policy) => me?.permissions.includes(policy) ?? false);
  return (
    <Box component="nav" aria-label="主菜单" sx={{ width: 208, px: 1, py: 1.5 }}>
      {phone && (
        <Box sx={{ pb: 1, mb: 1, borderBottom: 1, borderColor: 'divider' }}>
          <AreaPicker />
          <YearPicker />
        </Box>
      )}
      <Item to="/" end icon={<HomeOutlined />} label="首页" onClick={close} />
      {groups.map(({ group, entries }) => (
        <Fragment key={group}>
          <Typography component="h2" variant="caption" sx={{ color: 'text.disabled', p: '12px 12px 4px' }}>
            {group}
          </Typography>
          {entries.map((e) => (
            <Item
              key={e.to}
              to={e.to}
              icon={<e.icon />}
              label={e.label}
              count={e.count && counts[e.count]}
              onClick={close}
            />
          ))}
        </Fragment>
      ))}
    </Box>
  );
};

interface ItemProps {
  to: string;
  end?: boolean;
  icon: React.ReactNode;
  label: string;
  count?: string | undefined;
  onClick: () => void;
}

/** A plain link in a nav, not a `menuitem`: screen readers list it, Tab reaches it. */
const Item = ({ to, end = false, icon, label, count, onClick }: ItemProps) => (
  <Box
    component={NavLink}
    to={to}
    end={end}
    onClick={onClick}
    sx={(t) => ({
      display: 'flex',
      alignItems: 'center',
      gap: 1.5,
      minHeight: 36,
      ...t.mixins.touch,
      px: 1.5,
      mb: '2px',
      borderRadius: '6px',
      color: 'text.secondary',
      textDecoration: 'none',
      '& svg': { fontSize: 20 },
      '& em': { ml: 'auto', fontStyle: 'normal', typography: 'caption', color: 'text.disabled' },
      '&:hover': { bgcolor: t.palette.ramp[0] },
      '&.active': { bgcolor: t.palette.tint, color: 'primary.main', fontWeight: 600 },
      '&.active em': { color: 'primary.main' },
    })}
  >
    {icon}
    {label}
    {count && <em>{count}</em>}
  </Box>
);
