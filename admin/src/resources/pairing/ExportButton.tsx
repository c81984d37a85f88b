import { useMay } from '../../providers/session.ts';
import { DownloadButton } from '../../shared/index.ts';
import type { BoardPlace } from './use-board.ts';

/** 导出清单: everything under the filter of the page, as a workbook. */
export const ExportButton = ({ place: { within, unitId, year, kind } }: { place: BoardPlace }) => {
  const mayExport = useMay('board.export');
  if (!mayExport) return null;
  const query = new URLSearchParams({
    within,
    ...(unitId !== null && { unit: unitId }),
    ...(kind !== 'ALL' && { kind }),
    ...(year !== null && { year: String(year) }),
  });
  return (
    <DownloadButton
      address={`/board.xlsx?${query.toString()}`}
      what="清单"
      label="导出清单"
      disabled={within === ''}
    />
  );
};
