import { Box } from '@mui/material';
import { Fragment } from 'react';

/** Keys with what they do: `<KeyHint keys={['J', 'K']} does="换一条" />`. */
export const KeyHint = ({ keys, does }: { keys: readonly string[]; does: string }) => (
  <Box component="span" sx={{ display: 'inline-flex', alignItems: 'center', gap: 0.5, mr: 2 }}>
    {keys.map((key) => (
      <Fragment key={key}>
        <kbd>{key}</kbd>
      </Fragment>
    ))}
    {does}
  </Box>
);
