import Download from '@mui/icons-material/FileDownloadOutlined';
import { LeaveImportDocument, WriteImportDocument } from '@qinyou/schema';
import { Box, Button } from '@mui/material';
import { formatNumber, StickyBar, useFocusKept, useIntent, withUnit } from '../../shared/index.ts';
import type { Run } from './steps.ts';
import { refusedUrl } from './upload.ts';

/** The bar that stays at the bottom: what will happen, and the one button that makes it happen. */
export const ImportBar = ({ run, onNew }: { run: Run; onNew: () => void }) => {
  const write = useIntent(WriteImportDocument);
  const leave = useIntent(LeaveImportDocument, { said: () => '没有导入，文件已删掉' });
  const bar = useFocusKept<HTMLDivElement>();
  const { counts } = run;
  const ready = run.state === 'READY' && counts;
  return (
    <StickyBar ref={bar} says={ready ? <Sentence counts={counts} /> : waiting(run)}>
      {run.state !== 'WRITING' && run.state !== 'DONE' && (
        <Button onClick={() => void leave.run({ input: { id: run.id } })}>不导了</Button>
      )}
      {counts && counts.refuse > 0 && (
        <Button variant="outlined" startIcon={<Download />} href={refusedUrl(run.id)} download>
          下载退回表
        </Button>
      )}
      {ready && counts.writable > 0 && (
        <Button variant="contained" onClick={() => void write.run({ input: { id: run.id } })}>
          写入 {withUnit(counts.writable, '行')}
        </Button>
      )}
      {(run.state === 'DONE' || run.state === 'REFUSED' || run.state === 'FAILED') && (
        <Button variant="contained" onClick={onNew}>
          再传一个
        </Button>
      )}
    </StickyBar>
  );
};

const Sentence = ({ counts }: { counts: NonNullable<Run['counts']> }) => {
  if (counts.writable === 0)
    return (
      <>
        没有要写的：{formatNumber(counts.skip)} 行和库里一样，{formatNumber(counts.refuse)} 行退回。
      </>
    );
  const parts = [`新增 ${formatNumber(counts.add)}`, `修改 ${formatNumber(counts.change)}`];
  const asked = counts.review - counts.held;
  if (asked > 0) parts.push(`待核 ${formatNumber(asked)}（先照名册写，另列出来等人定）`);
  return (
    <>
      <Box component="b" sx={{ color: 'text.primary' }}>
        写入 {withUnit(counts.writable, '行')}
      </Box>
      ：{parts.join('，')}。{counts.held > 0 && `${withUnit(counts.held, '行')}等人定了再写。`}
      {counts.refuse > 0 && `退回的 ${withUnit(counts.refuse, '行')}不写入，改好退回表再传一次就行。`}
      {counts.newUnits.length > 0 && `会建 ${withUnit(counts.newUnits.length, '个')}新单位。`}
    </>
  );
};

function waiting(run: Run): string {
  if (run.state === 'WRITING') return '正在写入。可以离开本页。';
  if (run.state === 'DONE') return '写好了。同一个文件再传一次，什么都不会变。';
  if (run.state === 'NEEDS_COLUMNS') return '对好列就接着核对。现在还什么都没有改。';
  if (run.problem) return '什么都没有改。';
  return '正在核对，现在还什么都没有改。';
}
