import { useListContext } from 'react-admin';
import { useMay } from '../providers/session.ts';
import { DownloadButton } from './DownloadButton.tsx';

export interface ExportListProps {
  /** The list as the server calls it. */
  list: 'cadres' | 'households' | 'pairings';
  /** The filter of the page beside the one that people set. */
  filter: object;
}

/** 导出: every row of the list it stands in, under its filter and in its order, as a workbook. */
export const ExportList = ({ list, filter }: ExportListProps) => {
  const mayExport = useMay('lists.export');
  const { filterValues, sort, total } = useListContext();
  if (!mayExport) return null;
  const { field, order } = sort;
  const query = new URLSearchParams({
    filter: JSON.stringify({ ...(filterValues as object), ...filter }),
    sort: JSON.stringify({ field, order }),
  });
  return (
    <DownloadButton
      address={`/download/list/${list}?${query.toString()}`}
      what="名单"
      label="导出"
      disabled={total === 0}
    />
  );
};
