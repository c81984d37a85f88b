import { Box, Button } from '@mui/material';
import { useMay } from '../../providers/session.ts';
import { formatNumber, withUnit } from '../../shared/index.ts';
import type { BoardListProps } from './BoardList.tsx';
import { isSure, type BoardItem } from './board-words.ts';
import { MOST_TICKED } from './use-ticks.ts';

/** What is ticked and what can be done with it; with all of a page ticked, everything under the filter. */
export const BulkBar = ({
  free,
  total,
  ticks,
  only,
  counts,
  place,
  actions,
  control,
  onOnly,
  onWaive,
}: BoardListProps & { free: readonly BoardItem[]; total: number }) => {
  const mayWaive = useMay('pairing.waive');
  const chosen = [...ticks.ticked.values()];
  const sure = (chosen.length > 0 ? chosen : free).filter(isSure);
  const officials = chosen.filter((row) => row.kind === 'OFFICIAL');
  const wholePage = free.length > 0 && free.every((row) => ticks.ticked.has(row.id));
  const beyond = !only && total > chosen.length && control.free && place.kind !== 'WAITING';
  const everybody = beyond && mayWaive && place.kind === 'OFFICIAL' ? (counts?.officials ?? 0) : 0;
  const doThem = async () => {
    const done = await actions.place(sure.flatMap((row) => (row.suggestion ? [row.suggestion] : [])));
    if (done) ticks.clear();
  };
  return (
    <Box
      sx={{
        display: 'flex',
        flexWrap: 'wrap',
        alignItems: 'center',
        columnGap: 1,
        minHeight: 40,
        px: 1.5,
        py: 0.5,
        bgcolor: (t) => t.palette.sub,
        borderTop: 1,
        borderColor: 'divider',
        typography: 'body2',
      }}
    >
      <span>
        {chosen.length === sure.length || chosen.length === 0 ? (
          <>
            {chosen.length > 0 ? '已选' : '这页有'} <b>{formatNumber(sure.length)}</b> 条有把握的
          </>
        ) : (
          <>
            已选 <b>{formatNumber(chosen.length)}</b> 条，有把握的 <b>{formatNumber(sure.length)}</b> 条
          </>
        )}
        {chosen.length >= MOST_TICKED && '，一次最多这些'}
      </span>
      {(chosen.length > 0 || only) && (
        <Button size="small" aria-pressed={only} onClick={() => onOnly(!only)}>
          {only ? '看全部' : '只看这些'}
        </Button>
      )}
      {chosen.length > 0 ? (
        <Button size="small" onClick={() => ticks.clear()}>
          都不选
        </Button>
      ) : (
        <Button size="small" onClick={() => ticks.set(free, true)}>
          都选上
        </Button>
      )}
      <Box sx={{ flex: 1 }} />
      {officials.length > 0 && mayWaive && !(wholePage && everybody > 0) && (
        <Button
          size="small"
          onClick={() => onWaive({ cadreIds: officials.map((row) => row.id) })}
        >{`给 ${withUnit(officials.length, '人')}说明原因`}</Button>
      )}
      {wholePage && everybody > 0 && (
        <Button
          size="small"
          onClick={() => onWaive({ everybody })}
        >{`给全部 ${withUnit(everybody, '人')}说明原因`}</Button>
      )}
      {wholePage && beyond && (
        <Button size="small" onClick={() => void control.planAssign()}>
          {`全部 ${withUnit(total, '条')}一起办`}
        </Button>
      )}
      {chosen.length > 0 && sure.length > 0 && (
        <Button variant="outlined" size="small" disabled={actions.pending} onClick={() => void doThem()}>
          {`照建议办 ${withUnit(sure.length, '条')}`}
        </Button>
      )}
    </Box>
  );
};
