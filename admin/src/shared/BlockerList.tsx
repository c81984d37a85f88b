import ErrorIcon from '@mui/icons-material/Report';
import { Box, Button } from '@mui/material';
import { Link } from 'react-router-dom';

export interface Blocker {
  id: string;
  /** 118 户交友空白，没说明原因 */
  title: string;
  /** 八仙 58，正阳 27，另 4 镇 22 */
  detail?: string | null;
  /** One click away. */
  to: string;
  /** 去补齐 */
  action: string;
}

/** What stands in the way of a signature, beside the button it blocks; each is one click away. */
export const BlockerList = ({
  blockers,
  acts = {},
}: {
  blockers: readonly Blocker[];
  /** Those that are settled here and not elsewhere, by id. */
  acts?: Readonly<Record<string, () => void>>;
}) => (
  <Box component="ul" sx={{ m: 0, p: 0, listStyle: 'none' }}>
    {blockers.map((b) => (
      <Box
        component="li"
        key={b.id}
        sx={{
          display: 'flex',
          gap: 1,
          py: 1,
          alignItems: 'flex-start',
          '& + &': { borderTop: 1, borderColor: 'divider' },
        }}
      >
        <ErrorIcon aria-hidden sx={{ fontSize: 18, mt: '3px', color: 'lamp.red.glyph' }} />
        <Box sx={{ flex: 1, minWidth: 0 }}>
          <b>{b.title}</b>
          {b.detail && <Box sx={{ typography: 'caption', color: 'text.secondary' }}>{b.detail}</Box>}
        </Box>
        {acts[b.id] ? (
          <Button size="small" sx={{ mr: -1 }} onClick={acts[b.id]}>
            {b.action}
          </Button>
        ) : (
          <Button component={Link} to={b.to} size="small" sx={{ mr: -1 }}>
            {b.action}
          </Button>
        )}
      </Box>
    ))}
  </Box>
);
