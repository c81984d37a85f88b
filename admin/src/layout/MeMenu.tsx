import {
  Box,
  ButtonBase,
  Divider,
  ListSubheader,
  Menu,
  MenuItem,
  Switch,
  useMediaQuery,
  type Theme,
} from '@mui/material';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useLogout, useNotify, useTheme } from 'react-admin';
import { useNavigate } from 'react-router-dom';
import { session, useMe } from '../providers/session.ts';
import { NameBadge } from '../shared/NameBadge.tsx';
import { largeText } from './large-text.ts';

/** Who is here and as what: 当前身份, large text, sign out here or everywhere. */
export const MeMenu = () => {
  const me = useMe();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const [large, setLarge] = useState(largeText.get());
  const [theme, setTheme] = useTheme();
  const phone = useMediaQuery<Theme>((t) => t.breakpoints.down('sm'));
  const queries = useQueryClient();
  const navigate = useNavigate();
  const notify = useNotify();
  const logout = useLogout();
  if (!me) return null;
  const close = () => setAnchor(null);

  const switchTo = async (grantId: string, title: string) => {
    close();
    try {
      await session.switchGrant(grantId);
      // Nothing fetched under the other grant may stay on the screen.
      queries.clear();
      void navigate('/');
      notify(`现在的身份：${title}`);
    } catch (error) {
      notify(error instanceof Error ? error.message : '没换成，再试一次', { type: 'error' });
    }
  };
  const leaveEverywhere = async () => {
    close();
    try {
      await session.signOutEverywhere();
      await logout();
    } catch (error) {
      notify(error instanceof Error ? error.message : '没退成，再试一次', { type: 'error' });
    }
  };

  return (
    <>
      <ButtonBase
        onClick={(e) => setAnchor(e.currentTarget)}
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
        aria-label={`${me.displayName}，${me.currentGrant?.title ?? '还没有身份'}，打开我的菜单`}
        sx={{
          display: 'flex',
          alignItems: 'center',
          gap: 1,
          p: 0.5,
          borderRadius: '6px',
          '&:hover': { bgcolor: (t) => t.palette.sub },
        }}
      >
        <NameBadge name={me.displayName} />
        {!phone && (
          <Box sx={{ textAlign: 'left', typography: 'body2', lineHeight: '1rem', whiteSpace: 'nowrap' }}>
            {me.displayName}
            <Box sx={{ typography: 'caption', color: 'text.disabled' }}>
              {me.currentGrant?.title ?? '还没有身份'}
            </Box>
          </Box>
        )}
      </ButtonBase>
      <Menu anchorEl={anchor} open={anchor !== null} onClose={close}>
        <ListSubheader sx={{ lineHeight: '28px', bgcolor: 'transparent' }}>当前身份</ListSubheader>
        {me.grants.map((g) => (
          <MenuItem
            key={g.id}
            selected={g.id === me.currentGrant?.id}
            onClick={() => (g.id === me.currentGrant?.id ? close() : void switchTo(g.id, g.title))}
          >
            {g.title}
          </MenuItem>
        ))}
        <Divider />
        <MenuItem
          onClick={() => {
            largeText.set(!large);
            setLarge(!large);
          }}
        >
          大字
          <Box sx={{ flex: 1, minWidth: 24 }} />
          <Switch checked={large} tabIndex={-1} slotProps={{ input: { 'aria-hidden': true } }} />
        </MenuItem>
        {phone && (
          <MenuItem onClick={() => setTheme(theme === 'dark' ? 'light' : 'dark')}>
            {theme === 'dark' ? '换成浅色' : '换成深色'}
          </MenuItem>
        )}
        <Divider />
        <MenuItem
          onClick={() => {
            close();
            void navigate('/account');
          }}
        >
          密码和登录
        </MenuItem>
        <MenuItem onClick={() => void logout()}>退出</MenuItem>
        <MenuItem onClick={() => void leaveEverywhere()}>各处退出</MenuItem>
      </Menu>
    </>
  );
};
