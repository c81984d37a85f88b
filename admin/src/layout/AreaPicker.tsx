import Place from '@mui/icons-material/PlaceOutlined';
import { Menu, MenuItem } from '@mui/material';
import { useState } from 'react';
import { useAreaTrail, type Area } from './area.ts';
import { Picker } from './Picker.tsx';
import { useSubareas } from './subareas.ts';

/** Where one is looking: the grant’s own place, or a part of it. */
export const AreaPicker = () => {
  const { area, trail, choose: setArea } = useAreaTrail();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const down = useSubareas(area, anchor !== null);
  if (!area.name) return null;
  const choose = (next: Area) => {
    setArea(next);
    setAnchor(null);
  };
  return (
    <>
      <Picker
        icon={Place}
        label={area.name}
        says="换地方"
        open={anchor !== null}
        onClick={(e) => setAnchor(e.currentTarget)}
      />
      <Menu
        anchorEl={anchor}
        open={anchor !== null}
        onClose={() => setAnchor(null)}
        slotProps={{ paper: { sx: { maxHeight: 480 } } }}
      >
        {trail.map((a) => (
          <MenuItem key={a.path} onClick={() => choose(a)}>
            回到{a.name}
          </MenuItem>
        ))}
        <MenuItem selected onClick={() => setAnchor(null)}>
          {area.name}
        </MenuItem>
        {down.map((a) => (
          <MenuItem key={a.path} onClick={() => choose(a)} sx={{ pl: 4 }}>
            {a.name}
          </MenuItem>
        ))}
      </Menu>
    </>
  );
};
