import FilterList from '@mui/icons-material/FilterList';
import {
  Box,
  Button,
  Card,
  Checkbox,
  FormControlLabel,
  IconButton,
  useMediaQuery,
  type Theme,
} from '@mui/material';
import { AllocationLinesDocument } from '@qinyou/schema';
import { useState } from 'react';
import { Answer, CardFoot, ChipRow, Empty, Pager, useAsk, useFocusKept } from '../../../shared/index.ts';
import { Pick } from '../../people/parts/Pick.tsx';
import { changesOf, KIND_WORDS, type Counts } from '../allocation-words.ts';
import type { Run } from '../use-run.ts';
import { LineTable } from './LineTable.tsx';
import { useLineActions } from './use-line-actions.ts';
import { useLinePlace, type LinePlace } from './use-line-place.ts';

interface Props {
  run: Run;
  counts: Counts;
  /** Nothing can be settled by hand now. */
  locked: boolean;
}

/** As the server has it. */
const DEEPEST = 10_000;

/** What becomes of each household, today beside the proposal, with the reason in words. */
export const LinesCard = ({ run, counts, locked }: Props) => {
  const place = useLinePlace(run);
  const { kind, within, unitId, pinned, page, go } = place;
  const actions = useLineActions(run.id);
  const [open, setOpen] = useState(unitId !== null || pinned === true);
  const narrowed = within !== null || unitId !== null || pinned !== null;
  const phone = useMediaQuery<Theme>((t) => t.breakpoints.down('sm'));
  const size = phone ? 10 : 25;
  const lines = useAsk(AllocationLinesDocument, {
    id: run.id,
    filter: { kind: kind === 'ALL' ? null : kind, within, unitId, pinned },
    page: { number: page, size },
  });
  const area = useFocusKept<HTMLDivElement>();
  return (
    <Card component="section" aria-label="逐户" ref={area}>
      <Box
        sx={{
          display: 'flex',
          alignItems: 'flex-start',
          gap: 1,
          px: 1.5,
          py: 1,
          borderBottom: 1,
          borderColor: 'divider',
        }}
      >
        <Box sx={{ flex: 1, minWidth: 0 }}>
          <Kinds counts={counts} place={place} />
        </Box>
        <IconButton
          aria-label="按单位筛，或只看手工定的"
          aria-expanded={open}
          onClick={() => setOpen(!open)}
          sx={{ color: unitId || pinned ? 'primary.main' : undefined }}
          children={<FilterList />}
        />
      </Box>
      {open && <MoreFilters place={place} />}
      <Answer of={lines} rows={10}>
        {({ allocationLines: { items, total } }) =>
          items.length === 0 ? (
            <Nothing
              narrowed={narrowed}
              kind={kind}
              onClear={() => go({ within: null, unit: null, pinned: null })}
            />
          ) : (
            <>
              <LineTable
                key={`${run.id} ${String(page)} ${kind} ${within ?? ''}`}
                lines={items}
                area={run.area}
                wholeCity={run.path.split('/').length === 2}
                actions={actions}
                locked={locked}
              />
              <CardFoot>
                <Pager
                  page={page}
                  size={size}
                  total={total ?? 0}
                  unit="户"
                  deepest={DEEPEST}
                  onPage={(next) => go({ page: next > 1 ? String(next) : null })}
                />
              </CardFoot>
            </>
          )
        }
      </Answer>
    </Card>
  );
};

const Kinds = ({ counts, place: { kind, go } }: { counts: Counts; place: LinePlace }) => (
  <ChipRow
    label="怎么改"
    chosen={kind}
    onChoose={(key) => go({ kind: key === 'ALL' ? null : key })}
    choices={[
      { key: 'ALL', label: '全部', count: changesOf(counts) + counts.waiting - counts.released },
      { key: 'MOVED', label: '换人', count: counts.moved },
      { key: 'NEW', label: '新结', count: counts.new },
      ...(counts.released > 0 ? [{ key: 'RELEASED', label: '暂缺', count: counts.released }] : []),
      { key: 'WAITING', label: KIND_WORDS.WAITING, count: counts.waiting - counts.released },
      { key: 'KEPT', label: '保留', count: counts.kept },
    ]}
  />
);

const MoreFilters = ({ place: { unitId, pinned, go } }: { place: LinePlace }) => (
  <Box
    sx={{
      display: 'flex',
      flexWrap: 'wrap',
      gap: 2,
      alignItems: 'flex-start',
      px: 1.5,
      pt: 1.5,
      pb: 1,
      borderBottom: 1,
      borderColor: 'divider',
    }}
  >
    <Box sx={{ flex: '1 1 240px', maxWidth: 360 }}>
      <Pick
        what="unit"
        label="哪个单位的干部"
        value={unitId ?? ''}
        onPick={(id) => go({ unit: id || null })}
      />
    </Box>
    <FormControlLabel
      control={<Checkbox checked={pinned === true} onChange={(_, on) => go({ pinned: on ? '1' : null })} />}
      label="只看手工定的"
    />
  </Box>
);

const NOTHING = {
  ALL: '没有要改的：每户都有干部，原来的都不动',
  NEW: '没有新结的户',
  MOVED: '没有一户换人',
  RELEASED: '没有断了没接上的户',
  WAITING: '没有一户还缺干部',
  KEPT: '没有保留的结对',
} as const;

const Nothing = ({
  narrowed,
  kind,
  onClear,
}: {
  narrowed: boolean;
  kind: LinePlace['kind'];
  onClear: () => void;
}) =>
  narrowed ? (
    <Empty
      kind="none"
      title="这样筛没有一户"
      next={
        <Button variant="outlined" onClick={onClear}>
          清掉筛选
        </Button>
      }
    />
  ) : (
    <Empty kind={kind === 'NEW' || kind === 'KEPT' ? 'none' : 'good'} title={NOTHING[kind]} />
  );
