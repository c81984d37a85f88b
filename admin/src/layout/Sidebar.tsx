import { Box, Drawer, useMediaQuery, type Theme } from '@mui/material';
import type { ReactNode } from 'react';
import { useSidebarState } from 'react-admin';

const WIDTH = 208;
const UNDER_THE_BAR = 'calc(100vh - 56px)';

/**
 * The menu's frame: always there on the desk, a drawer on a phone. Two of their own, since react-admin's is one that turns into the other:
 * when a window is narrowed it leaves a pane over the page that nobody sees and that takes every press, and when it is widened
 * again the menu stays as closed as the drawer was.
 */
export const Sidebar = ({ children }: { children: ReactNode }) => {
  const phone = useMediaQuery<Theme>((t) => t.breakpoints.down('sm'), { noSsr: true });
  return phone ? <PhoneDrawer>{children}</PhoneDrawer> : <DeskPane>{children}</DeskPane>;
};

const PhoneDrawer = ({ children }: { children: ReactNode }) => {
  const [open, setOpen] = useSidebarState();
  return (
    <Drawer open={open} onClose={() => setOpen(false)}>
      {children}
    </Drawer>
  );
};

const DeskPane = ({ children }: { children: ReactNode }) => (
  <Box className="no-print" sx={{ flex: 'none', width: WIDTH }}>
    <Box
      sx={{
        position: 'fixed',
        width: WIDTH,
        height: UNDER_THE_BAR,
        overflowY: 'auto',
        borderRight: 1,
        borderColor: 'divider',
      }}
    >
      {children}
    </Box>
  </Box>
);
