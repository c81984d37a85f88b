import Download from '@mui/icons-material/DownloadOutlined';
import ErrorOutline from '@mui/icons-material/ErrorOutline';
import { Box, Button, Card, Typography } from '@mui/material';
import { useRef, useState } from 'react';
import { useNotify } from 'react-admin';
import { useArea, useYear } from '../../layout/area.ts';
import { useProgrammeYears } from '../../layout/programme-years.ts';
import { download, isStopped, Notice, PageHeading, ProgressBar, Section } from '../../shared/index.ts';

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
  const [bytes, setBytes] = useState<number | null>(null);
  const stop = useRef<AbortController | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  const year = chosen ?? years[0] ?? null;
  const past = year !== null && years[0] !== undefined && year < years[0];

  const busy = bytes !== null;
  const save = async () => {
    setTrouble(null);
    setBytes(0);
    stop.current = new AbortController();
    try {
      const query = new URLSearchParams({ path: area.path, ...(year !== null && { year: String(year) }) });
      const name = await download({
        address: `/ledger.xlsx?${query.toString()}`,
        what: '台账',
        signal: stop.current.signal,
        onBytes: setBytes,
      });
      notify(`已下载「${name}」`, { type: 'success' });
    } catch (error) {
      if (!isStopped(error)) setTrouble(error instanceof Error ? error.message : '台账没有取到。再试一次');
    } finally {
      setBytes(null);
    }
  };

  return (
    <>
      <PageHeading
        title="结对交友台账"
        actions={
          <Button
            variant="contained"
            startIcon={<Download />}
            disabled={busy || area.path === ''}
            onClick={() => void save()}
          >
            下载台账
          </Button>
        }
      />
      {trouble !== null && (
        <Box sx={{ mb: 1.5 }}>
          <Notice tone="red" icon={ErrorOutline} role="alert" title={trouble} />
        </Box>
      )}
      {bytes !== null && (
        <Card sx={{ mb: 1.5, p: 2 }}>
          <ProgressBar
            label={`正在生成${area.name}的台账`}
            done={Math.ceil(bytes / 1024)}
            unit="KB"
            hint="几十万户要一两分钟。可以去别的页面，生成好了自己会存下来；停下不留东西。"
            stop={
              <Button variant="outlined" onClick={() => stop.current?.abort()}>
                停下，不要了
              </Button>
            }
          />
        </Card>
      )}
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
          要换地方或年度，用页面顶上的两个选择框；手机上在菜单里。
        </Typography>
      </Section>
    </>
  );
}
