import Download from '@mui/icons-material/DownloadOutlined';
import { Button, CircularProgress } from '@mui/material';
import { useState } from 'react';
import { useNotify } from 'react-admin';
import { useMay } from '../../providers/session.ts';
import { download } from '../../shared/index.ts';
import type { BoardPlace } from './use-board.ts';

/** 导出清单: everything under the filter of the page, as a workbook. */
export const ExportButton = ({ place }: { place: BoardPlace }) => {
  const mayExport = useMay('board.export');
  const notify = useNotify();
  const [busy, setBusy] = useState(false);
  const { within, unitId, year } = place;
  const kind = place.kind === 'ALL' ? null : place.kind;
  const save = async () => {
    setBusy(true);
    try {
      const query = new URLSearchParams({
        within,
        ...(unitId !== null && { unit: unitId }),
        ...(kind !== null && { kind }),
        ...(year !== null && { year: String(year) }),
      });
      notify(`已下载「${await download({ address: `/board.xlsx?${query.toString()}`, what: '清单' })}」`);
    } catch (error) {
      notify(error instanceof Error ? error.message : '清单没有取到。再试一次', { type: 'error' });
    } finally {
      setBusy(false);
    }
  };
  if (!mayExport) return null;
  return (
    <Button
      variant="outlined"
      disabled={busy || within === ''}
      startIcon={busy ? <CircularProgress size="1em" color="inherit" /> : <Download />}
      onClick={() => void save()}
    >
      {busy ? '正在导出……' : '导出清单'}
    </Button>
  );
};
