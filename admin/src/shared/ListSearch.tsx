import Search from '@mui/icons-material/Search';
import { InputAdornment, TextField } from '@mui/material';
import { useEffect, useState } from 'react';
import { useListContext } from 'react-admin';

/** Typing rests this long before the list is asked again. */
const REST_MS = 300;

/** Searches the list it stands in; the words are part of its filter, so links and history keep them. */
export const ListSearch = ({ hint, source = 'q' }: { hint: string; source?: string }) => {
  const { filterValues, setFilters } = useListContext();
  const { [source]: q, ...others } = filterValues as Record<string, unknown>;
  const current = typeof q === 'string' ? q : '';
  const [text, setText] = useState(current);
  useEffect(() => {
    if (text.trim() === current) return;
    const timer = setTimeout(
      () => setFilters(text.trim() ? { ...others, [source]: text.trim() } : others),
      REST_MS,
    );
    return () => clearTimeout(timer);
  });
  return (
    <TextField
      value={text}
      onChange={(event) => setText(event.target.value)}
      placeholder={hint}
      sx={{ width: { xs: 'auto', sm: 280 }, flex: { xs: 1, sm: 'none' }, minWidth: 0 }}
      slotProps={{
        htmlInput: { 'aria-label': `搜：${hint}`, type: 'search', autoComplete: 'off' },
        input: {
          startAdornment: (
            <InputAdornment position="start">
              <Search sx={{ fontSize: 16, color: 'text.disabled' }} />
            </InputAdornment>
          ),
        },
      }}
    />
  );
};
