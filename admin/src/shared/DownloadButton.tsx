import Download from '@mui/icons-material/DownloadOutlined';
import { Button, CircularProgress } from '@mui/material';
import { useState } from 'react';
import { useNotify } from 'react-admin';
import { download } from './download.ts';

export interface DownloadButtonProps {
  /** Where the file comes from. */
  address: string;
  /** What it is called in a sentence, e.g. 清单. */
  what: string;
  label: string;
  disabled?: boolean;
  /** It is saved. */
  onDone?: () => void;
}

/** Fetches a file and says under which name it was saved, or why it was not. */
export const DownloadButton = ({ address, what, label, disabled = false, onDone }: DownloadButtonProps) => {
  const notify = useNotify();
  const [busy, setBusy] = useState(false);
  const save = async () => {
    setBusy(true);
    try {
      notify(`已下载「${await download({ address, what })}」`, { type: 'success' });
      onDone?.();
    } catch (error) {
      notify(error instanceof Error ? error.message : `${what}没有取到。再试一次`, { type: 'error' });
    } finally {
      setBusy(false);
    }
  };
  return (
    <Button
      variant="outlined"
      disabled={busy || disabled}
      startIcon={busy ? <CircularProgress size="1em" color="inherit" /> : <Download />}
      onClick={() => void save()}
      sx={{ flex: 'none' }}
    >
      {busy ? '正在导出……' : label}
    </Button>
  );
};
