import { Box, Button, Card, Table, TableBody, TableCell, TableHead, TableRow } from '@mui/material';
import {
  UnitConfirmationsDocument,
  type UnitConfirmationCardFragment,
  type UnitConfirmationChip,
} from '@qinyou/schema';
import { useState } from 'react';
import { Link, useSearchParams } from 'react-router-dom';
import { useMay } from '../../providers/session.ts';
import {
  Answer,
  CardFoot,
  ChipRow,
  Empty,
  formatNumber,
  Light,
  stackedOnPhone,
  tight,
  useAnchor,
  useAsk,
  withUnit,
  Pager,
} from '../../shared/index.ts';
import { unitWord } from './confirmation-words.ts';

const SIZE = 10;
const CHIPS: readonly UnitConfirmationChip[] = [
  'ALL',
  'RED',
  'YELLOW',
  'UNCONFIRMED',
  'TO_COUNTERSIGN',
  'GREEN',
  'TOWN',
  'DIRECT',
];

/** Units that an office countersigns, worst first, with what to do about each. */
export const UnitsTable = ({
  within,
  year,
  direct,
  past,
}: {
  within: string;
  year: number | null;
  direct: string;
  /** The year is over: nothing is to be reminded of. */
  past: boolean;
}) => {
  const [params, setParams] = useSearchParams();
  const given = params.get('chip') as UnitConfirmationChip | null;
  const chip = given && CHIPS.includes(given) ? given : 'ALL';
  const [page, setPage] = useState(1);
  const units = useAsk(UnitConfirmationsDocument, {
    filter: { year, within, chip },
    page: { number: page, size: SIZE },
  });
  const mayRemind = useMay('confirmation.countersign');
  useAnchor('units', units.data !== undefined);
  const choose = (key: string) => {
    setPage(1);
    setParams(
      (before) => {
        if (key === 'ALL') before.delete('chip');
        else before.set('chip', key);
        return before;
      },
      { replace: true },
    );
  };
  return (
    <Card component="section" id="units" tabIndex={-1} aria-label="单位确认" sx={{ scrollMarginTop: 72 }}>
      <Answer of={units} rows={8}>
        {({ unitConfirmations: { items, total, counts } }) => (
          <>
            <Box
              sx={{
                display: 'flex',
                flexWrap: 'wrap',
                alignItems: 'center',
                gap: 1,
                px: 2,
                py: 1.25,
                borderBottom: 1,
                borderColor: 'divider',
              }}
            >
              <ChipRow
                label="哪些单位"
                chosen={chip}
                onChoose={choose}
                choices={[
                  { key: 'ALL', label: '全部', count: counts.all },
                  ...(past
                    ? []
                    : [
                        { key: 'RED', label: '赶不上', count: counts.red },
                        { key: 'YELLOW', label: '要抓紧', count: counts.yellow },
                      ]),
                  { key: 'UNCONFIRMED', label: '没确认', count: counts.unconfirmed },
                  { key: 'TO_COUNTERSIGN', label: '等会签', count: counts.toCountersign },
                  { key: 'GREEN', label: '已会签', count: counts.green },
                  ...(counts.town > 0
                    ? [
                        { key: 'TOWN', label: '镇', count: counts.town },
                        { key: 'DIRECT', label: direct, count: counts.direct },
                      ]
                    : []),
                ]}
              />
              <Box sx={{ flex: 1 }} />
              {mayRemind && !past && counts.unconfirmed > 0 && (
                <Button
                  component={Link}
                  variant="outlined"
                  to={`/confirmation/remind?within=${encodeURIComponent(within)}`}
                >
                  催办没确认的 {withUnit(counts.unconfirmed, '个')}
                </Button>
              )}
            </Box>
            {items.length === 0 ? (
              <Empty
                kind={chip === 'RED' || chip === 'YELLOW' ? 'good' : 'none'}
                title={chip === 'ALL' ? '这里没有要确认的单位' : '没有这样的单位'}
              />
            ) : (
              <Box sx={{ overflowX: 'auto', ...closerBesideTheAside }}>
                <Table size="small" sx={stackedOnPhone}>
                  <TableHead>
                    <TableRow>
                      <TableCell>进度</TableCell>
                      <TableCell>单位和原因</TableCell>
                      <TableCell align="right">结对</TableCell>
                      <TableCell align="right">比去年</TableCell>
                      {!past && <TableCell align="right">没有朋友</TableCell>}
                      {!past && <TableCell align="right">重复</TableCell>}
                      <TableCell>联络员</TableCell>
                      <TableCell />
                    </TableRow>
                  </TableHead>
                  <TableBody>
                    {items.map((unit) => (
                      <UnitRow key={unit.id} unit={unit} />
                    ))}
                  </TableBody>
                </Table>
              </Box>
            )}
            <CardFoot>
              <Pager page={page} size={SIZE} total={total} unit="个" onPage={setPage} />
            </CardFoot>
          </>
        )}
      </Answer>
    </Card>
  );
};

/** Beside the county's own card eight columns are a hand's breadth too wide: what there is to do would lie outside. */
const closerBesideTheAside = {
  '@media (min-width:600px) and (max-width:1399.95px)': { '& .MuiTableCell-root': { paddingInline: '8px' } },
} as const;

const UnitRow = ({ unit }: { unit: UnitConfirmationCardFragment }) => {
  const { added, moved, ended } = unit.differences;
  const word = unitWord(unit);
  const change = [added && `+${String(added)}`, ended && `−${String(ended)}`, moved && `移 ${String(moved)}`]
    .filter(Boolean)
    .join(' / ');
  const figure = (n: number) => (
    <Box
      component="span"
      sx={{ fontWeight: n > 0 ? 600 : 400, color: n > 0 ? 'text.primary' : 'text.disabled' }}
    >
      {formatNumber(n)}
    </Box>
  );
  const ready = unit.state === 'CONFIRMED' && !unit.changedSince;
  return (
    <TableRow hover>
      <TableCell sx={{ whiteSpace: 'nowrap' }}>
        <Light lamp={unit.lamp} {...(word ? { word } : {})} />
      </TableCell>
      <TableCell
        component="th"
        scope="row"
        sx={{ minWidth: 200, wordBreak: 'keep-all', overflowWrap: 'anywhere' }}
      >
        <Box component="b" sx={{ display: 'block' }}>
          {unit.name}
        </Box>
        <Box sx={{ typography: 'caption', color: 'text.secondary' }}>{tight(unit.reason)}</Box>
      </TableCell>
      <TableCell align="right" data-label="结对">
        {formatNumber(unit.pairs)}
      </TableCell>
      <TableCell align="right" data-label="比去年" sx={{ whiteSpace: 'nowrap', color: 'text.secondary' }}>
        {change || '一样'}
      </TableCell>
      {!unit.past && (
        <TableCell align="right" data-label="没有朋友">
          {figure(unit.officials)}
        </TableCell>
      )}
      {!unit.past && (
        <TableCell align="right" data-label="重复">
          {figure(unit.duplicates)}
        </TableCell>
      )}
      <TableCell
        data-label="联络员"
        sx={{ whiteSpace: 'nowrap', color: unit.liaisons.length > 0 ? undefined : 'text.disabled' }}
      >
        {unit.liaisons.join('、') || '还没定'}
      </TableCell>
      <TableCell align="right">
        <Button
          size="small"
          variant={unit.lamp === 'GREEN' ? 'text' : 'outlined'}
          component={Link}
          to={`/confirmation/unit/${unit.id}`}
          sx={{ whiteSpace: 'nowrap' }}
        >
          {unit.past ? '看名单' : ready ? '去会签' : unit.officials > 0 ? '看问题' : '看一眼'}
        </Button>
      </TableCell>
    </TableRow>
  );
};
