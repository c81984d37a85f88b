import {
  Box,
  Button,
  Dialog,
  DialogActions,
  DialogContent,
  DialogTitle,
  FormControlLabel,
  Switch,
} from '@mui/material';
import { useState } from 'react';
import { keyCaps } from './keys.ts';
import { activeShortcuts, shortcutsOff } from './shortcuts.ts';

/** Every shortcut that works on this page, and a switch to turn them off. */
export const KeyboardHelp = ({ open, onClose }: { open: boolean; onClose: () => void }) => (
  <Dialog open={open} onClose={onClose} aria-labelledby="keyboard-help" maxWidth="sm" fullWidth>
    <DialogTitle id="keyboard-help">快捷键</DialogTitle>
    {open && <HelpContent />}
    <DialogActions>
      <Button onClick={onClose}>知道了</Button>
    </DialogActions>
  </Dialog>
);

const HelpContent = () => {
  const [off, setOff] = useState(shortcutsOff.get());
  return (
    <DialogContent>
      <Box
        component="ul"
        sx={{
          m: 0,
          p: 0,
          listStyle: 'none',
          display: 'grid',
          gap: 1,
          gridTemplateColumns: 'repeat(auto-fill, minmax(200px, 1fr))',
        }}
      >
        {activeShortcuts().map((s) => (
          <Box component="li" key={s.keys} sx={{ display: 'flex', alignItems: 'center', gap: 0.5 }}>
            {keyCaps(s.keys).map((cap) => (
              <kbd key={cap}>{cap}</kbd>
            ))}
            <Box component="span" sx={{ ml: 0.5 }}>
              {s.does}
            </Box>
          </Box>
        ))}
      </Box>
      <Box component="p" sx={{ typography: 'body2', color: 'text.secondary' }}>
        写字时只有 <kbd>Esc</kbd> 和 <kbd>Ctrl</kbd> 组合管用。
      </Box>
      <FormControlLabel
        control={
          <Switch
            checked={!off}
            onChange={(_, on) => {
              shortcutsOff.set(!on);
              setOff(!on);
            }}
          />
        }
        label="单键快捷键"
      />
    </DialogContent>
  );
};
