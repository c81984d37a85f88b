import { Box, Table, TableBody, TableCell, TableHead, TableRow } from '@mui/material';
import { formatNumber, withUnit } from '../../../shared/index.ts';
import {
  fullRankName,
  gainWords,
  liftingWords,
  onePlaceWords,
  type Binding,
  type FullRank,
} from '../allocation-words.ts';

interface Told {
  binding?: Binding | null;
  scarcity: readonly { name: string }[];
  counts: { waiting: number; officialsAfter: number };
}

/** What can't be had, and what stands in the way: quotas by place and rank, counties without households, pins and bans. */
export const Obstacles = ({ of: { binding, scarcity, counts }, most }: { of: Told; most: number }) => {
  if (!binding) return <Scarcity places={scarcity} />; // a run of before it was told
  const { quotas, idle, byHand, byHandTotal } = binding;
  const nothing = quotas.length + idle.length + byHandTotal + scarcity.length === 0;
  if (nothing && counts.waiting + counts.officialsAfter === 0) return null;
  return (
    <Box sx={{ display: 'grid', gap: 1.5 }}>
      {nothing && <Note>没有哪个名额、哪条手工定的挡着：再多 1 个名额，也多安排不了 1 户</Note>}
      {quotas.length > 0 ? <Quotas quotas={quotas} most={most} /> : <Scarcity places={scarcity} />}
      {idle.length > 0 && (
        <Note>{`有的干部没有户可安排：${idle.map(({ name }) => name).join('、')}每多 1 户要安排，就多 1 名干部有户`}</Note>
      )}
      {byHand.length > 0 && (
        <Box>
          <Heading>哪条固定、禁止挡着</Heading>
          <Box component="ul" aria-label="哪条固定、禁止挡着" sx={LIST}>
            {byHand.slice(0, most).map((pair) => (
              <Box component="li" key={pair.id} sx={{ typography: 'body2', overflowWrap: 'anywhere' }}>
                {`${liftingWords(pair)}，就能${gainWords(pair)}`}
              </Box>
            ))}
          </Box>
          <More of={byHandTotal} shown={Math.min(most, byHand.length)} unit="条" />
        </Box>
      )}
    </Box>
  );
};

const Quotas = ({ quotas, most }: { quotas: Binding['quotas']; most: number }) => (
  <Box sx={{ maxWidth: 560 }}>
    <Heading>名额卡在哪里</Heading>
    <Note>已满的人里，谁加 1 个名额，就多安排 1 户</Note>
    <Table size="small" aria-label="名额卡在哪里" sx={TABLE}>
      <TableHead>
        <TableRow>
          <TableCell scope="col">地方、职级</TableCell>
          <TableCell scope="col" align="right">
            已满
          </TableCell>
          <TableCell scope="col" align="right">
            都加 1 个，最多
          </TableCell>
        </TableRow>
      </TableHead>
      <TableBody>
        {firstOf(quotas, most).map((quota) => (
          <TableRow key={fullRankName(quota)}>
            <TableCell component="th" scope="row" sx={{ wordBreak: 'keep-all' }}>
              {fullRankName(quota)}
              {!helpsAlike(quota) && (
                <Box sx={{ color: 'text.secondary' }}>{`加 1 个：${onePlaceWords(quota)}`}</Box>
              )}
            </TableCell>
            <TableCell align="right">{withUnit(quota.full, '人')}</TableCell>
            <TableCell align="right">{withUnit(quota.most, '户')}</TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
    <More of={quotas.length} shown={most} unit="行" />
  </Box>
);

/** In the order of places; where there is no room for all, those that bring most. */
const firstOf = (quotas: Binding['quotas'], most: number): Binding['quotas'] =>
  quotas.length > most ? quotas.toSorted((a, b) => b.most - a.most).slice(0, most) : quotas;

/** As the sentence above the table says. */
const helpsAlike = ({ full, households, officials }: FullRank) => households === full && officials === 0;

const Scarcity = ({ places }: { places: readonly { name: string }[] }) =>
  places.length > 0 && (
    <Note>{`再多 1 个名额就能多安排 1 户的地方：${places.map(({ name }) => name).join('、')}`}</Note>
  );

const More = ({ of, shown, unit }: { of: number; shown: number; unit: string }) =>
  of > shown && <Note>{`还有 ${formatNumber(of - shown)}\u00A0${unit}`}</Note>;

const Heading = ({ children }: { children: string }) => (
  <Box component="h3" sx={{ m: 0, mb: 0.5, typography: 'body2', fontWeight: 600 }}>
    {children}
  </Box>
);

const Note = ({ children }: { children: string }) => (
  <Box sx={{ typography: 'body2', color: 'text.secondary' }}>{children}</Box>
);

const LIST = { m: 0, pl: 2.5, display: 'grid', gap: 0.5 } as const;
const TABLE = {
  '& td, & th': { px: 0.5, fontSize: '0.8125rem', lineHeight: 1.4 },
  '& td': { whiteSpace: 'nowrap' },
} as const;
