import CheckCircle from '@mui/icons-material/CheckCircle';
import { ImportUnmatchedDocument } from '@qinyou/schema';
import { Box, Link as Anchor, Table, TableBody, TableCell, TableHead, TableRow } from '@mui/material';
import { useState } from 'react';
import { Link } from 'react-router-dom';
import { Answer, Notice, Section, formatNumber, useAsk, withUnit } from '../../shared/index.ts';
import { unitOf, type Run } from './steps.ts';

type Outcome = NonNullable<Run['outcome']>;

/** 写完: what was done, and what is left to look at, each a click away. */
export const OutcomeCard = ({ run, outcome }: { run: Run; outcome: Outcome }) => {
  const [open, setOpen] = useState(false);
  const left = outcome.unknown + outcome.ambiguous;
  return (
    <>
      <Notice tone="green" icon={CheckCircle} role="status" title={done(run, outcome)}>
        {outcome.disputed > 0 && (
          <>
            {' '}
            有 {withUnit(outcome.disputed, '户')}被不止一名干部认领，
            <Anchor component={Link} to="/board">
              去定由谁来帮
            </Anchor>
            。
          </>
        )}
        {left > 0 && (
          <>
            {' '}
            帮扶户对不上的 {withUnit(left, '户')}在
            <Anchor
              component="button"
              type="button"
              onClick={() => setOpen(!open)}
              sx={{ verticalAlign: 'baseline' }}
            >
              另一张单子
            </Anchor>
            里，农户花名册来了会自己再对一次。
          </>
        )}
        {outcome.missing > 0 && (
          <>
            {' '}
            名册里没有的 {withUnit(outcome.missing, unitOf(run))}，没有结束任何结对，
            <Anchor component={Link} to="/import/reviews?kind=MISSING">
              去看看
            </Anchor>
            。
          </>
        )}
      </Notice>
      {open && <Unmatched run={run} />}
    </>
  );
};

function done(run: Run, { added, changed, claims, paired }: Outcome): string {
  const parts = [`新增 ${withUnit(added, unitOf(run))}`, `修改 ${withUnit(changed, unitOf(run))}`];
  if (claims > 0) parts.push(`记下帮扶户 ${withUnit(claims, '户')}`);
  if (paired > 0) parts.push(`结成 ${withUnit(paired, '对')}`);
  return `写好了：${parts.join('，')}。`;
}

const Unmatched = ({ run }: { run: Run }) => {
  const claims = useAsk(ImportUnmatchedDocument, { id: run.id, page: { number: 1, size: 200 } });
  return (
    <Section title="对不上的帮扶户" hint="不猜：户主和村都对上才算" padded={false}>
      <Answer of={claims} rows={4}>
        {({ importUnmatched }) => (
          <Box sx={{ overflowX: 'auto' }}>
            <Table size="small">
              <TableHead>
                <TableRow>
                  <TableCell align="right">行</TableCell>
                  <TableCell>干部</TableCell>
                  <TableCell>帮扶户主</TableCell>
                  <TableCell>写的村</TableCell>
                  <TableCell>说明</TableCell>
                </TableRow>
              </TableHead>
              <TableBody>
                {importUnmatched.items.map((claim) => (
                  <TableRow key={claim.id}>
                    <TableCell align="right">{formatNumber(claim.row)}</TableCell>
                    <TableCell>{claim.cadre}</TableCell>
                    <TableCell>{claim.head}</TableCell>
                    <TableCell>{claim.village}</TableCell>
                    <TableCell>
                      {claim.status === 'AMBIGUOUS' ? '这个村有几户同名' : '没有这一户，或不归你看'}
                    </TableCell>
                  </TableRow>
                ))}
              </TableBody>
            </Table>
          </Box>
        )}
      </Answer>
    </Section>
  );
};
