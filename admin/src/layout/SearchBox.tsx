import Search from '@mui/icons-material/Search';
import { Box, IconButton, InputAdornment, TextField, useMediaQuery, type Theme } from '@mui/material';
import { useRef, useState } from 'react';
import { useNavigate } from 'react-router-dom';
import { useShortcuts } from '../shared/keyboard/shortcuts.ts';

/** `/` jumps here: names (any two characters), pinyin initials, the last four digits, villages. */
export const SearchBox = () => {
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState('');
  const navigate = useNavigate();
  const phone = useMediaQuery<Theme>((t) => t.breakpoints.down('sm'));
  useShortcuts([
    {
      keys: '/',
      does: '搜',
      run: () => {
        if (phone) void navigate('/search');
        else input.current?.focus();
      },
    },
  ]);
  if (phone)
    return (
      <IconButton aria-label="搜人、户、村" onClick={() => void navigate('/search')}>
        <Search />
      </IconButton>
    );
  return (
    <Box
      component="form"
      role="search"
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim()) void navigate(`/search?q=${encodeURIComponent(text.trim())}`);
      }}
      sx={{ width: 288, flexShrink: 1, minWidth: 120 }}
    >
      <TextField
        fullWidth
        value={text}
        onChange={(e) => setText(e.target.value)}
        inputRef={input}
        placeholder="搜人、户、村；拼音首字母也行"
        onKeyDown={(e) => {
          if (e.key === 'Escape') input.current?.blur();
        }}
        slotProps={{
          htmlInput: { 'aria-label': '搜人、户、村', type: 'search', autoComplete: 'off' },
          input: {
            startAdornment: (
              <InputAdornment position="start">
                <Search sx={{ fontSize: 16, color: 'text.disabled' }} />
              </InputAdornment>
            ),
            endAdornment: (
              <InputAdornment position="end">
                <kbd aria-hidden>/</kbd>
              </InputAdornment>
            ),
            sx: { bgcolor: (t) => t.palette.sub, fontSize: '0.8125rem' },
          },
        }}
      />
    </Box>
  );
};
