import { Box, Button, Card, Table, TableBody, TableCell, TableHead, TableRow } from '@mui/material';
import {
  UnitConfirmationsDocument,
  type UnitConfirmationCardFragment,
  type UnitConfirmationChip,
} from '@qinyou/schema';
import { useState } from 'react';
import { Link, useSearchParams } from 'react-router-dom';
import { Answer, ChipRow, Empty, formatNumber, Light, useAsk } from '../../shared/index.ts';
import { tight, unitWord } from './confirmation-words.ts';
import { Pages } from './Pages.tsx';

const SIZE = 10;
const CHIPS: readonly UnitConfirmationChip[] = [
  'ALL',
  'RED',
  'YELLOW',
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
}: {
  within: string;
  year: number | null;
  direct: string;
}) => {
  const [params, setParams] = useSearchParams();
  const given = params.get('chip') as UnitConfirmationChip | null;
  const chip = given && CHIPS.includes(given) ? given : 'ALL';
  const [page, setPage] = useState(1);
  const units = useAsk(UnitConfirmationsDocument, {
    filter: { year, within, chip },
    page: { number: page, size: SIZE },
  });
  const choose = (key: string) => {
    setPage(1);
    setParams(key === 'ALL' ? {} : { chip: key }, { replace: true });
  };
  return (
    <Card component="section" id="units" aria-label="单位确认">
      <Answer of={units} rows={8}>
        {({ unitConfirmations: { items, total, counts } }) => (
          <>
            <Box sx={{ px: 2, py: 1.25, borderBottom: 1, borderColor: 'divider' }}>
              <ChipRow
                label="哪些单位"
                chosen={chip}
                onChoose={choose}
                choices={[
                  { key: 'ALL', label: '全部', count: counts.all },
                  { key: 'RED', label: '赶不上', count: counts.red },
                  { key: 'YELLOW', label: '要抓紧', count: counts.yellow },
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
            </Box>
            {items.length === 0 ? (
              <Empty
                kind={chip === 'RED' || chip === 'YELLOW' ? 'good' : 'none'}
                title={chip === 'ALL' ? '这里没有要确认的单位' : '没有这样的单位'}
              />
            ) : (
              <Box sx={{ overflowX: 'auto' }}>
                <Table size="small">
                  <TableHead>
                    <TableRow>
                      <TableCell>进度</TableCell>
                      <TableCell>单位和原因</TableCell>
                      <TableCell align="right">结对</TableCell>
                      <TableCell align="right">比去年</TableCell>
                      <TableCell align="right">没有朋友</TableCell>
                      <TableCell align="right">重复</TableCell>
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
            <Box
              component="footer"
              sx={{
                display: 'flex',
                alignItems: 'center',
                gap: 1,
                minHeight: 48,
                px: 2,
                borderTop: 1,
                borderColor: 'divider',
                typography: 'body2',
                color: 'text.secondary',
              }}
            >
              <Pages page={page} size={SIZE} total={total} unit="个" onPage={setPage} />
            </Box>
          </>
        )}
      </Answer>
    </Card>
  );
};

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
        <b>{unit.name}</b>
        <Box sx={{ typography: 'caption', color: 'text.secondary' }}>{tight(unit.reason)}</Box>
      </TableCell>
      <TableCell align="right">{formatNumber(unit.pairs)}</TableCell>
      <TableCell align="right" sx={{ whiteSpace: 'nowrap', color: 'text.secondary' }}>
        {change || '一样'}
      </TableCell>
      <TableCell align="right">{figure(unit.officials)}</TableCell>
      <TableCell align="right">{figure(unit.duplicates)}</TableCell>
      <TableCell sx={{ whiteSpace: 'nowrap', color: unit.liaisons.length > 0 ? undefined : 'text.disabled' }}>
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
          {ready ? '去会签' : unit.officials > 0 ? '看问题' : '看一眼'}
        </Button>
      </TableCell>
    </TableRow>
  );
};
