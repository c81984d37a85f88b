import { Box } from '@mui/material';
import type { ActFragment } from '@qinyou/schema';
import { Empty, formatMoment } from '../../../shared/index.ts';
import { actionWord, fieldWord, valueWord } from '../people-words.ts';

/** 改动记录: who did what when and why, the newest first; personal values masked. */
export const ChangeLog = ({ acts }: { acts: readonly ActFragment[] }) => {
  if (acts.length === 0) return <Empty kind="none" title="还没有改动" />;
  return (
    <Box component="ol" sx={{ m: 0, p: 0, listStyle: 'none' }}>
      {acts.map((act) => (
        <Box
          component="li"
          key={act.id}
          sx={{
            display: 'grid',
            gridTemplateColumns: { xs: 'minmax(0, 1fr)', sm: '136px minmax(0, 1fr)' },
            columnGap: 2,
            px: 2,
            py: 1,
            '& + &': { borderTop: 1, borderColor: 'divider' },
          }}
        >
          <Box sx={{ color: 'text.secondary', typography: 'body2' }}>{formatMoment(act.at)}</Box>
          <Box sx={{ minWidth: 0 }}>
            <b>{actionWord(act.action)}</b>
            <Box component="span" sx={{ color: 'text.secondary', ml: 1 }}>
              {act.by ?? '系统'}
            </Box>
            {changesOf(act).map((change) => (
              <Box key={change} sx={{ typography: 'body2', overflowWrap: 'anywhere' }}>
                {change}
              </Box>
            ))}
            {act.reason && (
              <Box sx={{ typography: 'body2', color: 'text.secondary' }}>为什么：{act.reason}</Box>
            )}
          </Box>
        </Box>
      ))}
    </Box>
  );
};

function changesOf(act: ActFragment): string[] {
  return act.changes.flatMap(({ field, before, after }) => {
    const word = fieldWord(field);
    if (!word) return [];
    if (before === null) return [`${word}：${valueWord(after)}`];
    if (before === after) return [`${word}：${valueWord(after)}，改的是遮住的字`];
    return [`${word}：${valueWord(before)} 改成 ${valueWord(after)}`];
  });
}
