import CalendarMonth from '@mui/icons-material/CalendarMonthOutlined';
import { Menu, MenuItem } from '@mui/material';
import { useState } from 'react';
import { today } from '../shared/format.ts';
import { useYear } from './area.ts';
import { Picker } from './Picker.tsx';
import { useProgrammeYears } from './programme-years.ts';

/** Which programme year is looked at. */
export const YearPicker = () => {
  const years = useProgrammeYears();
  const [chosen, setChosen] = useYear();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const current = chosen ?? years[0] ?? Number(today().slice(0, 4));
  return (
    <>
      <Picker
        icon={CalendarMonth}
        label={`${String(current)} 年度`}
        says="换年度"
        open={anchor !== null}
        onClick={(e) => setAnchor(e.currentTarget)}
      />
      <Menu anchorEl={anchor} open={anchor !== null} onClose={() => setAnchor(null)}>
        {(years.length > 0 ? years : [current]).map((year) => (
          <MenuItem
            key={year}
            selected={year === current}
            onClick={() => {
              setChosen(year === years[0] ? null : year);
              setAnchor(null);
            }}
          >
            {year} 年度
          </MenuItem>
        ))}
      </Menu>
    </>
  );
};
