import CheckCircle from '@mui/icons-material/CheckCircle';
import Warning from '@mui/icons-material/Warning';
import { Box, Table, TableBody, TableCell, TableHead, TableRow } from '@mui/material';
import { Link } from 'react-router-dom';
import { Section, withUnit } from '../../../shared/index.ts';
import {
  gapOf,
  isProven,
  shortDigest,
  STAGE_WORDS,
  stageNumber,
  type Counts,
  type StageValue,
} from '../allocation-words.ts';
import type { Run } from '../use-run.ts';
import { Obstacles } from './Obstacles.tsx';

const SHOWN = 8;

/** 证明: what was reached, what no plan can exceed, and that there is nothing between the two. */
export const ProofCard = ({ run, counts }: { run: Run; counts: Counts }) => {
  const proven = isProven(run.stages);
  return (
    <Section
      title="证明"
      aside={run.state === 'PUBLISHED' && <Link to={`/allocation/${run.id}/certificate`}>打印</Link>}
      footer="同样的数据和设置，再算结果相同"
    >
      <Box sx={{ display: 'grid', gap: 1.5 }}>
        <Box component="ul" sx={{ m: 0, p: 0, listStyle: 'none', display: 'grid', gap: 1 }}>
          <Fact good={proven}>
            {proven ? '没有更好的办法：达到的就是最好的' : '还不能证明没有更好的办法'}
          </Fact>
          <Fact good={counts.officialsAfter === 0}>
            {counts.officialsAfter === 0
              ? '在岗干部都有户，今年不安排的不算'
              : `${withUnit(counts.officialsAfter, '名')}在岗干部还没有户`}
          </Fact>
          <Fact good={counts.waiting === 0}>
            {counts.waiting === 0
              ? '每户都有干部'
              : `还有 ${withUnit(counts.waiting, '户')}没有干部，每户写了原因`}
          </Fact>
        </Box>
        <StageTable stages={run.stages} />
        <Obstacles of={{ ...run, counts }} most={SHOWN} />
        {run.resultDigest && (
          <Box sx={{ display: 'flex', gap: 1, typography: 'body2' }}>
            <Box component="span" sx={{ color: 'text.secondary' }}>
              校验码
            </Box>
            <Box component="span" sx={{ ml: 'auto', whiteSpace: 'nowrap' }}>
              {shortDigest(run.resultDigest)}
            </Box>
          </Box>
        )}
      </Box>
    </Section>
  );
};

/** A statement with its shape: it holds, or there is something left to know. */
export const Fact = ({ good, children }: { good: boolean; children: React.ReactNode }) => (
  <Box component="li" sx={{ display: 'flex', gap: 1, typography: 'body2' }}>
    {good ? (
      <CheckCircle aria-hidden sx={{ fontSize: 18, color: 'lamp.green.glyph' }} />
    ) : (
      <Warning aria-hidden sx={{ fontSize: 18, color: 'lamp.yellow.glyph' }} />
    )}
    <Box component="span" sx={{ minWidth: 0, wordBreak: 'keep-all', overflowWrap: 'anywhere' }}>
      {children}
    </Box>
  </Box>
);

/** What counts, the first difference deciding: reached, the best there is, and the gap. */
export const StageTable = ({ stages }: { stages: readonly StageValue[] }) => (
  <Table size="small" sx={{ '& td, & th': { px: 0.5, fontSize: '0.8125rem', height: 32 } }}>
    <TableHead>
      <TableRow>
        <TableCell scope="col">从前到后</TableCell>
        <TableCell scope="col" align="right">
          达到
        </TableCell>
        <TableCell scope="col" align="right">
          最好
        </TableCell>
        <TableCell scope="col" align="right">
          差
        </TableCell>
      </TableRow>
    </TableHead>
    <TableBody>
      {stages.map((stage) => (
        <TableRow key={stage.stage}>
          <TableCell component="th" scope="row">
            {STAGE_WORDS[stage.stage]}
          </TableCell>
          <TableCell align="right">{stageNumber(stage.stage, stage.value)}</TableCell>
          <TableCell align="right">{stageNumber(stage.stage, stage.bound)}</TableCell>
          <TableCell align="right">
            <b>{gapOf(stage).toLocaleString('en-US')}</b>
          </TableCell>
        </TableRow>
      ))}
    </TableBody>
  </Table>
);
