import { Box, Button, Table, TableBody, TableCell, TableHead, TableRow } from '@mui/material';
import { CountyConfirmationsDocument, type CountyConfirmationCardFragment } from '@qinyou/schema';
import {
  Answer,
  daysBetween,
  formatFullDate,
  formatNumber,
  Light,
  PageHeading,
  Section,
  stackedOnPhone,
  tight,
  TileGrid,
  useAsk,
  withUnit,
  type Tile,
} from '../../shared/index.ts';
import { Link } from 'react-router-dom';
import { UnitsTable } from './UnitsTable.tsx';

/** The share still to be settled, for the ink of a tile: units open, or at least something where anything is in the way. */
const missingOf = (c: CountyConfirmationCardFragment): number => {
  if (c.state === 'CLOSED') return 0;
  const open = c.unitsTotal > 0 ? c.unitsOpen / c.unitsTotal : 0;
  return Math.max(open / 10, c.blockers.length > 0 ? 0.005 : 0);
};

const stateWord = (c: CountyConfirmationCardFragment): string =>
  c.state === 'CLOSED'
    ? '已关账'
    : c.changedSince && c.state === 'CONFIRMED'
      ? '要重签'
      : c.state === 'CONFIRMED'
        ? '等关账'
        : '未确认';

const tileOf = (c: CountyConfirmationCardFragment): Tile => ({
  id: c.id,
  name: c.name,
  to: `/confirmation?county=${encodeURIComponent(c.path)}`,
  missing: missingOf(c),
  figure: stateWord(c),
  note: `单位 ${String(c.unitsTotal - c.unitsOpen)}/${String(c.unitsTotal)}`,
  noteEnd: c.gaps > 0 ? `缺 ${withUnit(c.gaps, '户')}` : undefined,
  lamp: c.lamp,
  reason: c.reason,
});

/** All counties against the deadline; each is a step away. */
export const CityView = ({ name, year }: { name: string; year: number | null }) => {
  const counties = useAsk(CountyConfirmationsDocument, { year });
  return (
    <Answer of={counties} rows={10}>
      {({ countyConfirmations: all }) => {
        const [first] = all;
        const past = first?.past ?? false;
        const left = first ? daysBetween(first.today, first.deadline) : 0;
        const closed = all.filter(({ state }) => state === 'CLOSED').length;
        return (
          <>
            <PageHeading
              title={`${name} ${first ? String(first.year) : ''} 年度确认`}
              beside={
                first && (
                  <span>
                    截止 {formatFullDate(first.deadline)}
                    {past
                      ? ''
                      : left >= 0
                        ? `，还有 ${withUnit(left, '天')}`
                        : `，过了 ${withUnit(-left, '天')}`}
                    ；关账 {closed} / {withUnit(all.length, '个')}县
                  </span>
                )
              }
            />
            <Box sx={{ display: 'grid', gap: 1.5, '& > *': { minWidth: 0 } }}>
              <Section title="各县进度" hint="格子越显眼，没签的单位越多">
                <TileGrid tiles={all.toSorted((a, b) => (a.path < b.path ? -1 : 1)).map(tileOf)} />
              </Section>
              <Section
                title={past ? '各县' : '先看哪个县'}
                hint={past ? undefined : '最急的在上面'}
                padded={false}
              >
                <Box sx={{ overflowX: 'auto' }}>
                  <Table size="small" sx={stackedOnPhone}>
                    <TableHead>
                      <TableRow>
                        <TableCell>进度</TableCell>
                        <TableCell>县和原因</TableCell>
                        <TableCell align="right">单位会签</TableCell>
                        {!past && (
                          <>
                            <TableCell align="right">空白</TableCell>
                            <TableCell align="right">重复</TableCell>
                            <TableCell align="right">待安排</TableCell>
                            <TableCell>市里派的名额</TableCell>
                          </>
                        )}
                        <TableCell />
                      </TableRow>
                    </TableHead>
                    <TableBody>
                      {all.map((c) => (
                        <CountyRow key={c.id} county={c} />
                      ))}
                    </TableBody>
                  </Table>
                </Box>
              </Section>
              <Box component="h2" sx={{ typography: 'h2', m: 0, mt: 1 }}>
                市直和垂管单位
              </Box>
              {first && (
                <UnitsTable
                  within={`${first.path.split('/')[0] ?? ''}/`}
                  year={year}
                  direct="市直"
                  past={first.past}
                />
              )}
            </Box>
          </>
        );
      }}
    </Answer>
  );
};

const CountyRow = ({ county: c }: { county: CountyConfirmationCardFragment }) => (
  <TableRow hover>
    <TableCell sx={{ whiteSpace: 'nowrap' }}>
      <Light lamp={c.lamp} {...(c.state === 'DRAFT' ? {} : { word: stateWord(c) })} />
    </TableCell>
    <TableCell
      component="th"
      scope="row"
      sx={{ minWidth: 220, wordBreak: 'keep-all', overflowWrap: 'anywhere' }}
    >
      <Box component="b" sx={{ display: 'block' }}>
        {c.name}
      </Box>
      <Box sx={{ typography: 'caption', color: 'text.secondary' }}>{tight(c.reason)}</Box>
    </TableCell>
    <TableCell align="right" data-label="单位会签" sx={{ whiteSpace: 'nowrap' }}>
      {c.unitsTotal - c.unitsOpen} / {c.unitsTotal}
    </TableCell>
    {!c.past && (
      <>
        <TableCell align="right" data-label="空白">
          {formatNumber(c.gaps)}
        </TableCell>
        <TableCell align="right" data-label="重复">
          {formatNumber(c.duplicates)}
        </TableCell>
        <TableCell align="right" data-label="待安排">
          {formatNumber(c.waiting)}
        </TableCell>
        <TableCell
          data-label="市里派的名额"
          sx={{ color: c.unspentPlaces > 0 ? undefined : 'text.disabled' }}
        >
          {c.unspentPlaces > 0 ? `剩 ${withUnit(c.unspentPlaces, '个')}` : '没有剩'}
        </TableCell>
      </>
    )}
    <TableCell align="right">
      <Button
        size="small"
        variant={c.next === 'CLOSE' ? 'outlined' : 'text'}
        component={Link}
        to={`/confirmation?county=${encodeURIComponent(c.path)}`}
        sx={{ whiteSpace: 'nowrap' }}
      >
        {c.next === 'CLOSE' ? (c.blockers.length > 0 ? '看差什么' : '去关账') : '看这个县'}
      </Button>
    </TableCell>
  </TableRow>
);
