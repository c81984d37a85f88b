import { Box, Button, Dialog, DialogActions, DialogContent, DialogTitle } from '@mui/material';
import { formatMoment } from '../../../shared/index.ts';
import { Facts } from '../parts/Facts.tsx';

export interface IssuedCode {
  login: string;
  code: string;
  expiresAt?: string;
}

/** The code, shown this once: closing it by accident would lose it, so only the button closes. */
export const CodeDialog = ({
  issued,
  onClose,
}: {
  issued: IssuedCode & { name: string };
  onClose: () => void;
}) => (
  <Dialog open aria-labelledby="code-title" maxWidth="xs" fullWidth>
    <DialogTitle id="code-title">{issued.name}的登录码</DialogTitle>
    <DialogContent sx={{ display: 'grid', gap: 2 }}>
      <Facts
        facts={[
          { label: '登录名', value: <b>{issued.login}</b> },
          {
            label: '登录码',
            value: (
              <Box
                component="b"
                sx={{ fontSize: '1.25rem', letterSpacing: '0.04em', fontVariantNumeric: 'tabular-nums' }}
              >
                {issued.code}
              </Box>
            ),
          },
          ...(issued.expiresAt ? [{ label: '有效到', value: formatMoment(issued.expiresAt) }] : []),
        ]}
      />
      <Box sx={{ color: 'text.secondary', typography: 'body2' }}>
        只显示这一次，关上就看不到了。当面或打电话告诉本人，别发到群里。
      </Box>
    </DialogContent>
    <DialogActions>
      <Button variant="contained" autoFocus onClick={onClose}>
        已告诉本人，关上
      </Button>
    </DialogActions>
  </Dialog>
);
