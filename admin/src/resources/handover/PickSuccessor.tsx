import { Box, Button } from '@mui/material';
import { useState } from 'react';
import { Pick } from '../people/parts/Pick.tsx';
import type { Successor } from './handover-words.ts';

/** Finds somebody by name; whoever hands over is nobody's successor. */
export const PickSuccessor = ({
  label,
  notThem,
  onPick,
  onLeave,
}: {
  label: string;
  notThem: string;
  onPick: (successor: Successor) => void;
  onLeave: () => void;
}) => {
  const [error, setError] = useState<string>();
  return (
    <Box
      sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'flex-start', gap: 1, flex: '1 1 100%', pt: 0.75 }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onLeave();
      }}
    >
      <Box sx={{ flex: '1 1 220px', maxWidth: 400, '& .MuiAutocomplete-root': { width: '100%' } }}>
        <Pick
          what="cadre"
          label={label}
          value=""
          autoFocus
          error={error}
          onPick={(id, picked) => {
            if (!picked) return;
            if (id === notThem) setError('这就是要交出去的人，换一名');
            else onPick({ id, name: picked.label, unit: picked.note.split('，')[0] ?? '' });
          }}
        />
      </Box>
      <Button color="secondary" onClick={onLeave}>
        先不换
      </Button>
    </Box>
  );
};
