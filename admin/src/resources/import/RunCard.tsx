import Description from '@mui/icons-material/DescriptionOutlined';
import ErrorIcon from '@mui/icons-material/ErrorOutline';
import { Box, ButtonBase, Typography } from '@mui/material';
import { formatNumber, withUnit } from '../../shared/index.ts';
import { CountsBar } from './CountsBar.tsx';
import type { Run } from './steps.ts';

interface RunCardProps {
  run: Run;
  chosen: boolean;
  onChoose: () => void;
}

/** A file on its way: its name, how far it is, and what was left out of it. */
export const RunCard = ({ run, chosen, onChoose }: RunCardProps) => (
  <ButtonBase
    aria-pressed={chosen}
    onClick={onChoose}
    sx={(t) => ({
      display: 'flex',
      flexDirection: 'column',
      alignItems: 'stretch',
      justifyContent: 'flex-start',
      gap: 1,
      p: 2,
      textAlign: 'left',
      minWidth: 0,
      bgcolor: 'background.paper',
      borderRadius: '8px',
      border: 1,
      borderColor: chosen ? 'primary.main' : 'divider',
      boxShadow: chosen ? `inset 0 0 0 1px ${t.palette.primary.main}` : 'none',
      typography: 'body2',
    })}
  >
    <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', columnGap: 1, width: '100%' }}>
      <Description aria-hidden sx={{ fontSize: 20, color: 'text.secondary' }} />
      <Box component="b" sx={{ typography: 'body1', fontWeight: 600, overflowWrap: 'anywhere' }}>
        {run.fileName}
      </Box>
      <Box sx={{ flex: 1 }} />
      <Box component="span" role="status" sx={{ color: 'text.secondary' }}>
        {progressOf(run)}
      </Box>
    </Box>
    <CountsBar run={run} />
    <Typography
      variant="body2"
      sx={{ color: run.problem ? 'lamp.red.text' : 'text.secondary', display: 'flex', gap: 0.5 }}
    >
      {run.problem && <ErrorIcon aria-hidden sx={{ fontSize: 20, color: 'lamp.red.glyph' }} />}
      <span>{run.problem ?? storyOf(run)}</span>
    </Typography>
  </ButtonBase>
);

function progressOf(run: Run): string {
  const seconds =
    run.took == null ? '' : `，用时 ${formatNumber(Math.max(0.1, Math.round(run.took / 100) / 10))} 秒`;
  const rows = `${formatNumber(run.done)} / ${withUnit(run.total, '行')}`;
  switch (run.state) {
    case 'UPLOADED':
      return '传好了，等着核对';
    case 'CHECKING':
      return run.total > 0
        ? `正在核对 ${formatNumber(run.done)} / 约 ${withUnit(run.total, '行')}`
        : '正在核对';
    case 'NEEDS_COLUMNS':
      return '要先对列';
    case 'READY':
      return `核对完 ${rows}${seconds}`;
    case 'WRITING':
      return `正在写入 ${rows}`;
    case 'DONE':
      return `写完 ${withUnit(run.total, '行')}${seconds}`;
    case 'REFUSED':
    case 'FAILED':
    case 'LEFT':
      return '没有导入';
  }
}

function storyOf(run: Run): string {
  if (run.state === 'WRITING') return '可以离开本页，写完回来看就行。写到一半停了也会接着写，不会重复。';
  if (run.state === 'NEEDS_COLUMNS')
    return `没找到「${run.missingColumns.join('」「')}」这一列，请在下面指一下。`;
  const { layout, headerRow } = run;
  if (!layout) return '先核对给你看，现在还什么都没有改。';
  const left = [
    [layout.titleRows, '标题'],
    [layout.blankRows, '空行'],
    [layout.totalRows, '合计'],
    [layout.headerRows, '重复表头'],
    [layout.noteRows, '脚注'],
  ] as const;
  const leftOut = left.filter(([n]) => n > 0).map(([n, what]) => `${what} ${withUnit(n, '行')}`);
  const skipped = leftOut.length > 0 ? `；${leftOut.join('、')}已略过` : '';
  const end = run.state === 'READY' ? '现在还什么都没有改。' : '';
  return `表头在第 ${String(headerRow)} 行${skipped}。${end}`;
}
