import HelpOutline from '@mui/icons-material/HelpOutline';
import MenuIcon from '@mui/icons-material/Menu';
import { AppBar as MuiAppBar, Box, IconButton, Toolbar, useMediaQuery, type Theme } from '@mui/material';
import { useState } from 'react';
import { LoadingIndicator, ToggleThemeButton, useSidebarState } from 'react-admin';
import { useNavigate } from 'react-router-dom';
import { useMay } from '../providers/session.ts';
import { KeyboardHelp } from '../shared/keyboard/KeyboardHelp.tsx';
import { useShortcuts } from '../shared/keyboard/shortcuts.ts';
import { AreaPicker } from './AreaPicker.tsx';
import { Bell } from './Bell.tsx';
import { Logo } from './Logo.tsx';
import { MeMenu } from './MeMenu.tsx';
import { SearchBox } from './SearchBox.tsx';
import { YearPicker } from './YearPicker.tsx';

/** Logo, area, year; search, help, light or dark, and who is here. */
export const AppBar = () => {
  const [help, setHelp] = useState(false);
  const [open, setOpen] = useSidebarState();
  const navigate = useNavigate();
  const maySearch = useMay('people.search');
  const phone = useMediaQuery<Theme>((t) => t.breakpoints.down('sm'));
  useShortcuts([
    { keys: 'g h', does: '首页', run: () => void navigate('/') },
    { keys: 'g b', does: '空白和重复', run: () => void navigate('/board') },
    { keys: '?', does: '全部快捷键', run: () => setHelp(true) },
  ]);
  return (
    <MuiAppBar position="fixed">
      <Toolbar disableGutters sx={{ px: { xs: 1, sm: 2 }, gap: { xs: 0, sm: 1 } }}>
        {phone && (
          <IconButton
            aria-label={open ? '收起菜单' : '打开菜单'}
            aria-expanded={open}
            onClick={() => setOpen(!open)}
          >
            <MenuIcon />
          </IconButton>
        )}
        <Logo />
        {!phone && <AreaPicker />}
        {!phone && <YearPicker />}
        <Box sx={{ flex: 1 }} />
        {maySearch && <SearchBox />}
        <LoadingIndicator sx={{ m: 0 }} />
        <Bell />
        {!phone && (
          <IconButton aria-label="快捷键和帮助" onClick={() => setHelp(true)}>
            <HelpOutline />
          </IconButton>
        )}
        {!phone && <ToggleThemeButton />}
        <MeMenu />
      </Toolbar>
      <KeyboardHelp open={help} onClose={() => setHelp(false)} />
    </MuiAppBar>
  );
};
