import { Box, Table, TableBody, TableCell, TableHead, TableRow } from '@mui/material';
import type { AllocationSupplyQuery } from '@qinyou/schema';
import { useState } from 'react';
import {
  CardFoot,
  ChipRow,
  formatNumber,
  Pager,
  stackedOnPhone,
  Tag,
  withUnit,
} from '../../../shared/index.ts';
import { RANK, UNIT_FIELD, UNIT_LEVEL } from '../../people/people-words.ts';
import { Two } from '../../people/parts/Two.tsx';

type Unit = AllocationSupplyQuery['allocationSupply'][number];
const SIZE = 15;

/** What each unit can take; those with cadres without a friend first, whom the city has sent marked. */
export const SupplyByUnit = ({ units }: { units: readonly Unit[] }) => {
  const [level, setLevel] = useState('');
  const [page, setPage] = useState(1);
  const levels = [...new Set(units.map((unit) => unit.level))];
  const some = units.filter((unit) => level === '' || unit.level === level).toSorted(mostToGive);
  return (
    <>
      {levels.length > 1 && (
        <Box sx={{ px: 2, py: 1, borderTop: 1, borderBottom: 1, borderColor: 'divider' }}>
          <ChipRow
            label="哪一级单位"
            chosen={level}
            onChoose={(key) => {
              setLevel(key);
              setPage(1);
            }}
            choices={[
              { key: '', label: '全部单位', count: units.length },
              ...levels.map((one) => ({
                key: one,
                label: UNIT_LEVEL[one] ?? one,
                count: units.filter((unit) => unit.level === one).length,
              })),
            ]}
          />
        </Box>
      )}
      <Table size="small" sx={stackedOnPhone} aria-label="按单位">
        <TableHead>
          <TableRow>
            <TableCell scope="col">单位</TableCell>
            <TableCell scope="col" align="right">
              还能接
            </TableCell>
            <TableCell scope="col" align="right">
              还没有户的干部
            </TableCell>
            <TableCell scope="col">各职级还能接</TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {some.slice((page - 1) * SIZE, page * SIZE).map((unit) => (
            <TableRow key={unit.id} hover>
              <TableCell component="th" scope="row">
                <Two first={unit.name} second={factsOf(unit)} />
                {unit.sent && <Tag>市派</Tag>}
              </TableCell>
              <TableCell align="right" data-label="还能接" sx={{ whiteSpace: 'nowrap' }}>
                {unit.placesLeft > 0 ? <b>{withUnit(unit.placesLeft, '户')}</b> : '满了'}
              </TableCell>
              <TableCell align="right" data-label="还没有户的干部">
                {formatNumber(unit.withoutFriend)}
              </TableCell>
              <TableCell sx={{ typography: 'body2', color: 'text.secondary' }}>{ranksOf(unit)}</TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
      {some.length > SIZE && (
        <CardFoot>
          <Pager page={page} size={SIZE} total={some.length} unit="个" onPage={setPage} />
        </CardFoot>
      )}
    </>
  );
};

const mostToGive = (a: Unit, b: Unit) =>
  b.withoutFriend - a.withoutFriend || b.placesLeft - a.placesLeft || a.name.localeCompare(b.name, 'zh-CN');

/** 市直 · 卫生健康 · 包 2 个村. */
const factsOf = ({ level, field, villages }: Unit): string =>
  [UNIT_LEVEL[level], field && UNIT_FIELD[field], villages > 0 && `包 ${withUnit(villages, '个')}村`]
    .filter(Boolean)
    .join(' · ');

const ranksOf = ({ ranks }: Unit): string =>
  ranks
    .filter(({ placesLeft }) => placesLeft > 0)
    .map(({ rank, placesLeft }) => `${RANK[rank]} ${formatNumber(placesLeft)}`)
    .join('，');
