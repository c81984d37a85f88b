import { Box, Button } from '@mui/material';
import type { AllocationSettingPartsFragment } from '@qinyou/schema';
import { useState } from 'react';
import { Link } from 'react-router-dom';
import { useMay } from '../../../providers/session.ts';
import { withUnit } from '../../../shared/index.ts';
import { UNIT_FIELD } from '../../people/people-words.ts';

type Fit = AllocationSettingPartsFragment['fits'][number];

/** 专长对主因: which field of work helps against which cause, folded until somebody asks. */
export const Fits = ({ fits }: { fits: readonly Fit[] }) => {
  const [open, setOpen] = useState(false);
  const mayChange = useMay('allocation.settings');
  return (
    <Box>
      <Box sx={{ display: 'flex', alignItems: 'center', typography: 'body2' }}>
        <Button size="small" aria-expanded={open} sx={{ ml: '-10px' }} onClick={() => setOpen(!open)}>
          {open ? '收起专长和主因' : `看专长怎么对主因（${withUnit(fits.length, '条')}）`}
        </Button>
        <Box sx={{ flex: 1 }} />
        {mayChange && <Link to="/allocation/fits">去改</Link>}
      </Box>
      {open && (
        <Box component="ul" sx={{ m: 0, pl: 2, typography: 'body2', color: 'text.secondary' }}>
          {fits.map(({ field, cause, why }) => (
            <li key={`${field} ${cause}`}>{`${UNIT_FIELD[field] ?? field}：${why}`}</li>
          ))}
        </Box>
      )}
    </Box>
  );
};
