import {
  Box,
  Checkbox,
  MenuItem,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableRow,
  TextField,
} from '@mui/material';
import {
  AllocationSupplyDocument,
  SendableCadresDocument,
  type Rank,
  type SendableCadresQuery,
} from '@qinyou/schema';
import { useState } from 'react';
import {
  Answer,
  CardFoot,
  ChipRow,
  Empty,
  Pager,
  Section,
  stackedOnPhone,
  useAsk,
  withUnit,
} from '../../../shared/index.ts';
import { RANK } from '../../people/people-words.ts';
import { Two } from '../../people/parts/Two.tsx';

export type Candidate = SendableCadresQuery['sendableCadres']['items'][number];

const SIZE = 20;

interface Props {
  year: number;
  chosen: ReadonlyMap<string, Candidate>;
  onChoose: (chosen: ReadonlyMap<string, Candidate>) => void;
}

/** 可以派的: people of the city’s units with places left whom nobody has sent yet, by unit and rank. */
export const CandidateTable = ({ year, chosen, onChoose }: Props) => {
  const [rank, setRank] = useState<Rank | ''>('');
  const [unitId, setUnitId] = useState('');
  const [page, setPage] = useState(1);
  const filter = { year, rank: rank || null, unitId: unitId || null };
  const asked = useAsk(SendableCadresDocument, { filter, page: { number: page, size: SIZE } });
  const choose = (some: readonly Candidate[], on: boolean) => {
    const next = new Map(chosen);
    for (const one of some)
      if (on) next.set(one.id, one);
      else next.delete(one.id);
    onChoose(next);
  };
  return (
    <Section title="可以派的" hint="市直和垂管单位里还有名额、今年没有派出去的" padded={false}>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1.5, alignItems: 'center', px: 2, py: 1.25 }}>
        <UnitSelect
          year={year}
          unitId={unitId}
          onChange={(id) => {
            setUnitId(id);
            setPage(1);
          }}
        />
        <ChipRow
          label="职级"
          chosen={rank}
          onChoose={(key) => {
            setRank(key as Rank | '');
            setPage(1);
          }}
          choices={[
            { key: '', label: '全部职级' },
            ...Object.entries(RANK).map(([key, label]) => ({ key, label })),
          ]}
        />
      </Box>
      <Answer of={asked} rows={6}>
        {({ sendableCadres: { items, total } }) =>
          items.length === 0 ? (
            <Empty kind="none" title="这里没有还能派的干部">
              名额用完了、今年不安排的和已经派出去的，都不在这里。
            </Empty>
          ) : (
            <>
              <Rows items={items} chosen={chosen} onChoose={choose} />
              {total > SIZE && (
                <CardFoot>
                  <Pager page={page} size={SIZE} total={total} unit="名" onPage={setPage} />
                </CardFoot>
              )}
            </>
          )
        }
      </Answer>
    </Section>
  );
};

const UnitSelect = ({
  year,
  unitId,
  onChange,
}: {
  year: number;
  unitId: string;
  onChange: (id: string) => void;
}) => {
  const { data } = useAsk(AllocationSupplyDocument, { within: null, year });
  const units = (data?.allocationSupply ?? []).filter(
    ({ level, placesLeft }) => (level === 'MUNICIPAL' || level === 'VERTICAL') && placesLeft > 0,
  );
  return (
    <TextField
      select
      label="单位"
      value={unitId}
      onChange={({ target }) => onChange(target.value)}
      sx={{ minWidth: 220, maxWidth: '100%' }}
      slotProps={{ select: { displayEmpty: true }, inputLabel: { shrink: true } }}
    >
      <MenuItem value="">全部单位</MenuItem>
      {units.map(({ id, name }) => (
        <MenuItem key={id} value={id}>
          {name}
        </MenuItem>
      ))}
    </TextField>
  );
};

interface RowsProps {
  items: readonly Candidate[];
  chosen: ReadonlyMap<string, Candidate>;
  onChoose: (some: readonly Candidate[], on: boolean) => void;
}

const Rows = ({ items, chosen, onChoose }: RowsProps) => {
  const all = items.every(({ id }) => chosen.has(id));
  return (
    <Table size="small" sx={stackedOnPhone} aria-label="可以派的">
      <TableHead>
        <TableRow>
          <TableCell padding="checkbox">
            <Checkbox
              size="small"
              checked={all}
              indeterminate={!all && items.some(({ id }) => chosen.has(id))}
              onChange={() => onChoose(items, !all)}
              slotProps={{ input: { 'aria-label': '这一页都选' } }}
            />
          </TableCell>
          <TableCell scope="col">干部</TableCell>
          <TableCell scope="col">职级</TableCell>
          <TableCell scope="col" align="right">
            已结对
          </TableCell>
          <TableCell scope="col" align="right">
            还能接
          </TableCell>
        </TableRow>
      </TableHead>
      <TableBody>
        {items.map((one) => (
          <TableRow key={one.id} hover selected={chosen.has(one.id)}>
            <TableCell padding="checkbox">
              <Checkbox
                size="small"
                checked={chosen.has(one.id)}
                onChange={() => onChoose([one], !chosen.has(one.id))}
                slotProps={{ input: { 'aria-label': `选${one.name}` } }}
              />
            </TableCell>
            <TableCell component="th" scope="row">
              <Two first={one.name} second={one.unit} />
            </TableCell>
            <TableCell data-label="职级">{RANK[one.rank]}</TableCell>
            <TableCell align="right" data-label="已结对">
              {withUnit(one.load, '户')}
            </TableCell>
            <TableCell align="right" data-label="还能接">
              <b>{withUnit(one.placesLeft, '户')}</b>
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
};
