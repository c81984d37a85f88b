import Close from '@mui/icons-material/Close';
import { Box, IconButton } from '@mui/material';
import { RegionsByIdsDocument } from '@qinyou/schema';
import { useState } from 'react';
import { useAsk } from '../../../shared/index.ts';
import { Pick } from '../../people/parts/Pick.tsx';

interface Props {
  ids: readonly string[];
  onChange: (ids: string[]) => void;
}

/** Villages that are filled before all others, by their names. */
export const FirstVillages = ({ ids, onChange }: Props) => {
  const [picks, setPicks] = useState(0);
  const { data } = useAsk(RegionsByIdsDocument, { ids: [...ids] }, { enabled: ids.length > 0 });
  const names = new Map((data?.regionsByIds ?? []).map(({ id, name }) => [id, name]));
  return (
    <Box sx={{ display: 'grid', gap: 1 }}>
      {ids.length > 0 && (
        <Box component="ul" aria-label="先安排的村" sx={{ m: 0, p: 0, listStyle: 'none' }}>
          {ids.map((id) => (
            <Box component="li" key={id} sx={{ display: 'flex', alignItems: 'center', typography: 'body2' }}>
              <Box component="span" sx={{ flex: 1 }}>
                {names.get(id) ?? '正在取村名'}
              </Box>
              <IconButton
                size="small"
                aria-label={`不再先安排${names.get(id) ?? '这个村'}`}
                onClick={() => onChange(ids.filter((one) => one !== id))}
                children={<Close />}
              />
            </Box>
          ))}
        </Box>
      )}
      <Pick
        key={picks}
        what="village"
        label="加一个先安排的村"
        value=""
        onPick={(id) => {
          if (!id) return;
          if (!ids.includes(id)) onChange([...ids, id]);
          setPicks(picks + 1);
        }}
      />
    </Box>
  );
};
