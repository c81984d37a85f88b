import Download from '@mui/icons-material/DownloadOutlined';
import { Button, CircularProgress } from '@mui/material';
import { useState } from 'react';
import { useListContext, useNotify } from 'react-admin';
import { useMay } from '../providers/session.ts';
import { download } from './download.ts';

export interface ExportListProps {
  /** The list as the server calls it. */
  list: 'cadres' | 'households' | 'pairings';
  /** The filter of the page beside the one that people set. */
  filter: object;
}

/** 导出: every row of the list it stands in, under its filter and in its order, as a workbook. */
export const ExportList = ({ list, filter }: ExportListProps) => {
  const mayExport = useMay('lists.export');
  const notify = useNotify();
  const { filterValues, sort, total } = useListContext();
  const [busy, setBusy] = useState(false);
  const save = async () => {
    setBusy(true);
    try {
      const { field, order } = sort;
      const query = new URLSearchParams({
        filter: JSON.stringify({ ...(filterValues as object), ...filter }),
        sort: JSON.stringify({ field, order }),
      });
      const address = `/download/list/${list}?${query.toString()}`;
      notify(`已下载「${await download({ address, what: '名单' })}」`, { type: 'success' });
    } catch (error) {
      notify(error instanceof Error ? error.message : '名单没有取到。再试一次', { type: 'error' });
    } finally {
      setBusy(false);
    }
  };
  if (!mayExport) return null;
  return (
    <Button
      variant="outlined"
      disabled={busy || total === 0}
      startIcon={busy ? <CircularProgress size="1em" color="inherit" /> : <Download />}
      onClick={() => void save()}
      sx={{ flex: 'none' }}
    >
      {busy ? '正在导出……' : '导出'}
    </Button>
  );
};
