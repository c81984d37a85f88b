import { Button } from '@mui/material';
import { useListContext } from 'react-admin';
import { Link } from 'react-router-dom';
import { useMay } from '../providers/session.ts';
import { DownloadButton } from './DownloadButton.tsx';

export interface ExportListProps {
  /** The list as the server calls it. */
  list: 'cadres' | 'households' | 'pairings';
  /** The filter of the page beside the one that people set. */
  filter: object;
}

/** 导出完整信息: the same people with their numbers in full, on a page of its own that says what that means. */
const InFull = ({
  list,
  filter,
  disabled,
}: {
  list: 'cadres' | 'households';
  filter: object;
  disabled: boolean;
}) => {
  const mayAsk = useMay('disclosure.ask');
  if (!mayAsk) return null;
  const query = new URLSearchParams({ list, filter: JSON.stringify(filter) });
  return (
    <Button
      component={Link}
      to={`/disclosures?${query.toString()}`}
      disabled={disabled}
      sx={{ flex: { xs: '1 0 100%', sm: 'none' } }}
    >
      导出完整信息
    </Button>
  );
};

/** 导出: every row of the list it stands in, under its filter and in its order, as a workbook. */
export const ExportList = ({ list, filter }: ExportListProps) => {
  const mayExport = useMay('lists.export');
  const { filterValues, sort, total } = useListContext();
  if (!mayExport) return null;
  const { field, order } = sort;
  const whole = { ...(filterValues as object), ...filter };
  const query = new URLSearchParams({
    filter: JSON.stringify(whole),
    sort: JSON.stringify({ field, order }),
  });
  return (
    <>
      <DownloadButton
        address={`/download/list/${list}?${query.toString()}`}
        what="名单"
        label="导出"
        disabled={total === 0}
      />
      {list !== 'pairings' && <InFull list={list} filter={whole} disabled={total === 0} />}
    </>
  );
};
