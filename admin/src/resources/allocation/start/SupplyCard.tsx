import { Box, Button, Table, TableBody, TableCell, TableHead, TableRow } from '@mui/material';
import type { AllocationSupplyQuery, MunicipalPlacesQuery, Rank } from '@qinyou/schema';
import { useState } from 'react';
import { Link } from 'react-router-dom';
import { useMay } from '../../../providers/session.ts';
import {
  CardFoot,
  ChipRow,
  Empty,
  formatNumber,
  Pager,
  Section,
  stackedOnPhone,
  Tag,
  withUnit,
} from '../../../shared/index.ts';
import { RANK, UNIT_FIELD, UNIT_LEVEL } from '../../people/people-words.ts';
import { Two } from '../../people/parts/Two.tsx';

type Sent = MunicipalPlacesQuery['municipalPlaces'][number];
type Unit = AllocationSupplyQuery['allocationSupply'][number];
const SIZE = 15;

/** 谁能接: what the units can take, by rank and by unit; those with cadres without a friend first, whom the city has sent marked. */
export const SupplyCard = ({ units, sent }: { units: readonly Unit[]; sent?: Sent | undefined }) => {
  const maySend = useMay('pairing.sendCadres');
  const sum = (of: (unit: Unit) => number) => units.reduce((all, unit) => all + of(unit), 0);
  return (
    <Section
      title="谁能接"
      hint={
        units.length > 0
          ? `还能接 ${withUnit(
              sum(({ placesLeft }) => placesLeft),
              '户',
            )}；${withUnit(
              sum(({ withoutFriend }) => withoutFriend),
              '名',
            )}在岗干部还没有户`
          : undefined
      }
      padded={false}
      aside={
        maySend && (
          <Button
            size="small"
            sx={{ mr: -1 }}
            component={Link}
            to={sent ? `/settings/places/${sent.id}` : '/settings/places'}
          >
            {sent ? `派干部去${sent.county}` : '派干部去县里'}
          </Button>
        )
      }
    >
      {sent !== undefined && sent.places > 0 && (
        <Box sx={{ px: 2, py: 1.25, typography: 'body2', color: 'text.secondary' }}>{sentWords(sent)}</Box>
      )}
      {units.length === 0 ? (
        <Empty kind="none" title="这里还没有能接户的单位">
          先导入干部花名册，或在「单位」「干部」里登记。
        </Empty>
      ) : (
        <>
          <Ranks units={units} />
          <Units units={units} />
        </>
      )}
    </Section>
  );
};

/** R6: the city promises so many households and names who takes them. */
const sentWords = ({ places, used, named, cadres }: Sent): string =>
  [
    `市里给了 ${withUnit(places, '户')}名额，已结对 ${withUnit(used, '户')}`,
    cadres > 0 && `派来的 ${withUnit(cadres, '名')}干部还能接 ${withUnit(named, '户')}`,
    places > used + named
      ? `还有 ${withUnit(places - used - named, '户')}等市办定由谁来`
      : '名额都定了由谁来',
  ]
    .filter(Boolean)
    .join('；');

const Ranks = ({ units }: { units: readonly Unit[] }) => {
  const lines = units.flatMap(({ ranks }) => ranks);
  const rows = (Object.keys(RANK) as Rank[]).map((rank) => {
    const of = lines.filter((line) => line.rank === rank);
    const sum = (name: 'cadres' | 'withoutFriend' | 'placesLeft') =>
      of.reduce((all, line) => all + line[name], 0);
    return {
      rank,
      cadres: sum('cadres'),
      withoutFriend: sum('withoutFriend'),
      placesLeft: sum('placesLeft'),
    };
  });
  return (
    <Table size="small" sx={stackedOnPhone} aria-label="按职级">
      <TableHead>
        <TableRow>
          <TableCell scope="col">职级</TableCell>
          <TableCell scope="col" align="right">
            还能接
          </TableCell>
          <TableCell scope="col" align="right">
            还没有户的干部
          </TableCell>
          <TableCell scope="col" align="right">
            干部和社会人士
          </TableCell>
        </TableRow>
      </TableHead>
      <TableBody>
        {rows
          .filter(({ cadres }) => cadres > 0)
          .map(({ rank, cadres, withoutFriend, placesLeft }) => (
            <TableRow key={rank}>
              <TableCell component="th" scope="row">
                {RANK[rank]}
              </TableCell>
              <TableCell align="right" data-label="还能接">
                {withUnit(placesLeft, '户')}
              </TableCell>
              <TableCell align="right" data-label="还没有户的干部">
                {formatNumber(withoutFriend)}
              </TableCell>
              <TableCell align="right" data-label="一共">
                {withUnit(cadres, '人')}
              </TableCell>
            </TableRow>
          ))}
      </TableBody>
    </Table>
  );
};

const Units = ({ units }: { units: readonly Unit[] }) => {
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
