import Download from '@mui/icons-material/DownloadOutlined';
import ErrorOutline from '@mui/icons-material/ErrorOutline';
import { Box, Button, CircularProgress, Typography } from '@mui/material';
import { useState } from 'react';
import { useNotify } from 'react-admin';
import { useArea, useYear } from '../../layout/area.ts';
import { useProgrammeYears } from '../../layout/programme-years.ts';
import { Notice, PageHeading, Section } from '../../shared/index.ts';
import { downloadLedger } from './download.ts';

const FACTS: [name: string, what: string][] = [
  ['内容', '镇、村、组、户主、人口、户类型、致贫原因、结对干部和单位、结对日期；电话只显示前 3 位和后 4 位'],
  ['格式', 'Excel（.xlsx），A4 横向，每页重复表头，带页码，可以直接打印'],
  ['留痕', '谁在什么时候导出了多少行，会记入操作记录'],
];

/** The printable ledger of the area and year at hand; both are changed at the top of the window. */
export default function LedgerPage() {
  const [area] = useArea();
  const [chosen] = useYear();
  const years = useProgrammeYears();
  const notify = useNotify();
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);
  const year = chosen ?? years[0] ?? null;
  const past = year !== null && years[0] !== undefined && year < years[0];

  const download = async () => {
    setBusy(true);
    setTrouble(null);
    try {
      notify(`已下载「${await downloadLedger({ path: area.path, year })}」`, { type: 'success' });
    } catch (error) {
      setTrouble(error instanceof Error ? error.message : '台账没有取到。再试一次');
    } finally {
      setBusy(false);
    }
  };

  return (
    <>
      <PageHeading
        title="结对交友台账"
        crumbs={[{ label: '台账' }]}
        actions={
          <Button
            variant="contained"
            startIcon={busy ? <CircularProgress size="1em" color="inherit" /> : <Download />}
            disabled={busy || area.path === ''}
            onClick={() => void download()}
          >
            {busy ? '正在生成……' : '下载台账'}
          </Button>
        }
      />
      {trouble !== null && <Notice tone="red" icon={ErrorOutline} title={trouble} />}
      <Section
        title={`${area.name}干部结对交友台账`}
        hint={year === null ? undefined : `${String(year)} 年度`}
        footer={past ? '往年的台账照当年签字时的名单，以后的变动不影响它' : '今年的台账照今天在册的结对'}
      >
        <Box
          component="dl"
          sx={{ display: 'grid', gridTemplateColumns: 'auto 1fr', columnGap: 3, rowGap: 1, m: 0 }}
        >
          {FACTS.map(([name, what]) => (
            <Box key={name} sx={{ display: 'contents' }}>
              <Typography component="dt" variant="body2" color="text.secondary">
                {name}
              </Typography>
              <Typography component="dd" variant="body1" sx={{ m: 0 }}>
                {what}
              </Typography>
            </Box>
          ))}
        </Box>
        <Typography variant="body2" color="text.secondary" sx={{ mt: 2 }}>
          要换地方或年度，用页面顶上的两个选择框。
        </Typography>
      </Section>
    </>
  );
}
