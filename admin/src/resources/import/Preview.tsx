import { Box, Card, Tab, Tabs } from '@mui/material';
import { useState } from 'react';
import { formatNumber, withUnit } from '../../shared/index.ts';
import { PreviewTable } from './PreviewTable.tsx';
import { unitOf, type Run } from './steps.ts';

type Counts = NonNullable<Run['counts']>;
export type Verdict = 'ADD' | 'CHANGE' | 'SKIP' | 'REFUSE' | 'REVIEW';

/** 看预览: how many rows will be added, changed, skipped, sent back or left to decide, and which. */
export const Preview = ({ run, counts }: { run: Run; counts: Counts }) => {
  const tabs: { verdict: Verdict; word: string; rows: number; why: string }[] = [
    { verdict: 'ADD', word: '新增', rows: counts.add, why: addedOf(run, counts) },
    { verdict: 'CHANGE', word: '修改', rows: counts.change, why: figures(counts.changes) || '没有要改的' },
    {
      verdict: 'SKIP',
      word: '跳过',
      rows: counts.skip,
      why: reasons(counts, ['SAME_AS_STORED', 'REPEATED_ROW']) || '没有跳过的',
    },
    { verdict: 'REFUSE', word: '退回', rows: counts.refuse, why: figures(counts.faults) || '没有退回的' },
    { verdict: 'REVIEW', word: '待核', rows: counts.review, why: reviewOf(counts) },
  ];
  const worst =
    tabs.find(({ verdict, rows }) => verdict === 'REFUSE' && rows > 0) ?? tabs.find(({ rows }) => rows > 0);
  const [verdict, setVerdict] = useState<Verdict>(worst?.verdict ?? 'ADD');
  return (
    <Card component="section" aria-label="预览" sx={{ minWidth: 0 }}>
      <Tabs
        value={verdict}
        onChange={(_event, value: Verdict) => setVerdict(value)}
        variant="scrollable"
        scrollButtons={false}
        aria-label="预览"
        slotProps={{ list: { sx: { '& > *': { flex: '1 0 150px' } } } }}
        sx={{ borderBottom: 1, borderColor: 'divider' }}
      >
        {tabs.map((tab) => (
          <Tab
            key={tab.verdict}
            value={tab.verdict}
            label={<Figure {...tab} />}
            sx={(t) => ({
              alignItems: 'flex-start',
              textAlign: 'left',
              maxWidth: 'none',
              borderRight: 1,
              borderColor: 'divider',
              opacity: 1,
              color: tab.verdict === 'REFUSE' && tab.rows > 0 ? 'lamp.red.text' : 'text.primary',
              '&.Mui-selected': {
                color: tab.verdict === 'REFUSE' && tab.rows > 0 ? 'lamp.red.text' : 'text.primary',
                bgcolor: tab.verdict === 'REFUSE' && tab.rows > 0 ? t.palette.lamp.red.tint : t.palette.tint,
              },
            })}
          />
        ))}
      </Tabs>
      <PreviewTable
        key={verdict} // each from its first page
        run={run}
        verdict={verdict}
        rows={tabs.find((tab) => tab.verdict === verdict)?.rows ?? 0}
      />
    </Card>
  );
};

const Figure = ({ word, rows, why }: { word: string; rows: number; why: string }) => (
  <Box sx={{ display: 'grid', gap: 0.25 }}>
    <Box sx={{ display: 'flex', alignItems: 'baseline', gap: 1 }}>
      <Box component="span" sx={{ fontWeight: 600 }}>
        {word}
      </Box>
      <Box component="span" sx={{ fontSize: '1.5rem', fontWeight: 600, fontVariantNumeric: 'tabular-nums' }}>
        {formatNumber(rows)}
      </Box>
    </Box>
    <Box component="span" sx={{ typography: 'caption', color: 'inherit', whiteSpace: 'normal' }}>
      {why}
    </Box>
  </Box>
);

const figures = (list: readonly { label: string; rows: number }[]) =>
  list.map(({ label, rows }) => `${label} ${formatNumber(rows)}`).join('，');

const reasons = (counts: Counts, codes: readonly string[]) =>
  figures(counts.reasons.filter(({ code }) => codes.includes(code)));

function addedOf(run: Run, counts: Counts): string {
  if (run.kind === 'HOUSEHOLDS') return '库里没有的户';
  const units = counts.newUnits.length > 0 ? `，新单位 ${withUnit(counts.newUnits.length, '个')}` : '';
  return `库里没有的${unitOf(run)}和多出的帮扶户${units}`;
}

function reviewOf(counts: Counts): string {
  if (counts.review === 0) return '没有要定的';
  const held = counts.held > 0 ? `，${withUnit(counts.held, '行')}定了再写` : '，先照名册写入';
  return `${reasons(counts, ['REMARK', 'SUPERIOR', 'OTHER_HEAD', 'OTHER_NAME', 'OTHER_UNIT', 'OTHER_VILLAGE', 'OTHER_IDENTITY', 'IDENTITY_TAKEN', 'ENDED'])}${held}`;
}
