import { Box, Button, TableCell, TableRow } from '@mui/material';
import type { AllocationPinKind } from '@qinyou/schema';
import { useState } from 'react';
import { Pick, type PickOption } from '../../people/parts/Pick.tsx';
import { headOf, type Line, type LineActions } from './use-line-actions.ts';

interface Props {
  line: Line;
  actions: LineActions;
  columns: number;
  onLeave: () => void;
}

/** 选干部: the office names somebody whom the proposal does not; the two are pinned or forbidden. */
export const NameCadre = ({ line, actions, columns, onLeave }: Props) => {
  const [cadre, setCadre] = useState<PickOption | null>(null);
  const head = headOf(line);
  const settle = async (kind: AllocationPinKind) => {
    if (!cadre) return;
    const pair = { householdId: line.id, cadreId: cadre.id };
    // Pressed for what is settled so already it would be taken back: whoever names somebody wants it to be.
    if (actions.kindOf(pair) === kind || (await actions.settle(kind, [pair], `${head}和${cadre.label}`)))
      onLeave();
  };
  return (
    <TableRow>
      <TableCell colSpan={columns} sx={{ bgcolor: (t) => t.palette.tint }}>
        <Box
          role="group"
          aria-label={`给${head}选干部`}
          onKeyDown={(event) => {
            if (event.key === 'Escape') onLeave();
          }}
          sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'flex-start', gap: 1, py: 0.75 }}
        >
          <Box sx={{ flex: '1 1 220px', maxWidth: 400, '& .MuiAutocomplete-root': { width: '100%' } }}>
            <Pick
              what="cadre"
              label={`给${head}选干部`}
              value={cadre?.id ?? ''}
              autoFocus
              onPick={(_id, picked) => setCadre(picked)}
            />
          </Box>
          {(['PIN', 'BAN'] as const).map((kind) => (
            <Button
              key={kind}
              variant={kind === 'PIN' ? 'contained' : 'outlined'}
              disabled={!cadre || actions.pending}
              onClick={() => void settle(kind)}
            >
              {kind === 'PIN' ? '固定这一对' : '禁止这一对'}
            </Button>
          ))}
          <Button color="secondary" onClick={onLeave}>
            先不定
          </Button>
        </Box>
      </TableCell>
    </TableRow>
  );
};
