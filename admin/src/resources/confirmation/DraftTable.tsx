import {
  Box,
  Button,
  Card,
  Checkbox,
  FormControlLabel,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableRow,
} from '@mui/material';
import {
  ConfirmationRowsDocument,
  CountyConfirmationRowsDocument,
  EndPairingDocument,
  type DifferencesFragment,
  type DraftRowsFragment,
  type YearChange,
} from '@qinyou/schema';
import { useState } from 'react';
import { useMay } from '../../providers/session.ts';
import {
  Answer,
  CardFoot,
  ChipRow,
  Empty,
  formatFullDate,
  stackedOnPhone,
  Tag,
  useAsk,
  useFocusKept,
  useIntent,
  withUnit,
  Pager,
} from '../../shared/index.ts';
import { CHANGE_WORDS } from './confirmation-words.ts';
import { ReasonDialog } from './ReasonDialog.tsx';

type Row = DraftRowsFragment['items'][number];
export type Choice = 'DIFFERENT' | 'ALL' | YearChange;

const SIZE = 20;
const CHANGES: Record<Choice, YearChange[]> = {
  DIFFERENT: ['NEW', 'MOVED', 'ENDED'],
  ALL: ['NEW', 'MOVED', 'ENDED', 'SAME'],
  NEW: ['NEW'],
  MOVED: ['MOVED'],
  ENDED: ['ENDED'],
  SAME: ['SAME'],
};

export interface Whose {
  owner: 'UNIT' | 'COUNTY';
  id: string;
  year: number;
  /** The year is over: nothing can be ended from here. */
  past: boolean;
}

/** One page of a unit’s or a county’s draft. */
const useDraft = ({ owner, id, year }: Whose, choice: Choice, number: number) => {
  const changes = CHANGES[choice];
  const page = { number, size: SIZE };
  const unit = useAsk(
    ConfirmationRowsDocument,
    { filter: { unitId: id, year, changes }, page },
    { enabled: owner === 'UNIT' },
  );
  const county = useAsk(
    CountyConfirmationRowsDocument,
    { filter: { countyId: id, year, changes }, page },
    { enabled: owner === 'COUNTY' },
  );
  const asked = owner === 'UNIT' ? unit : county;
  return { asked, rows: unit.data?.confirmationRows ?? county.data?.countyConfirmationRows };
};

/** The draft: only what differs from last year, unless somebody wants to see it all. */
export const DraftTable = ({
  whose,
  differences: { same, added, moved, ended },
  start,
}: {
  whose: Whose;
  differences: DifferencesFragment;
  /** What is shown at first; the differences, where there are any, if left out. */
  start?: Choice | undefined;
}) => {
  const different = added + moved + ended;
  const [choice, setChoice] = useState<Choice>(start ?? (different > 0 ? 'DIFFERENT' : 'ALL'));
  const [page, setPage] = useState(1);
  const [ending, setEnding] = useState<Row | null>(null);
  const mayEnd = useMay('pairing.end') && !whose.past;
  const { asked, rows } = useDraft(whose, choice, page);
  const area = useFocusKept<HTMLDivElement>();
  return (
    <Card component="section" aria-label="结对名单" ref={area}>
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
          label="和去年比"
          chosen={choice}
          onChoose={(key) => {
            setPage(1);
            setChoice(key as Choice);
          }}
          choices={[
            { key: 'DIFFERENT', label: '和去年不同', count: different },
            { key: 'NEW', label: '新结', count: added },
            { key: 'MOVED', label: '换了人', count: moved },
            { key: 'ENDED', label: '结束', count: ended },
            { key: 'SAME', label: '一样', count: same },
            { key: 'ALL', label: '全部', count: same + different },
          ]}
        />
      </Box>
      <Answer<unknown> of={asked} rows={6}>
        {() =>
          rows && (
            <>
              {rows.items.length === 0 ? (
                <Empty
                  kind="good"
                  title={choice === 'DIFFERENT' ? `和${rows.comparedWith}一样，没有差别` : '没有这样的结对'}
                />
              ) : (
                <Box sx={{ overflowX: 'auto' }}>
                  <Table size="small" sx={stackedOnPhone}>
                    <TableHead>
                      <TableRow>
                        <TableCell>和去年比</TableCell>
                        <TableCell>干部</TableCell>
                        {whose.owner === 'COUNTY' && <TableCell>单位</TableCell>}
                        <TableCell>户主</TableCell>
                        <TableCell>村</TableCell>
                        <TableCell>从何时起</TableCell>
                        <TableCell />
                      </TableRow>
                    </TableHead>
                    <TableBody>
                      {rows.items.map((row) => (
                        <DraftRow
                          key={row.id}
                          row={row}
                          unit={whose.owner === 'COUNTY'}
                          onEnd={mayEnd && row.pairingId ? () => setEnding(row) : null}
                        />
                      ))}
                    </TableBody>
                  </Table>
                </Box>
              )}
              <CardFoot>
                <span>比的是 {rows.comparedWith}。</span>
                <Pager page={page} size={SIZE} total={rows.total} unit="对" onPage={setPage} />
              </CardFoot>
            </>
          )
        }
      </Answer>
      {ending && <EndDialog row={ending} onClose={() => setEnding(null)} />}
    </Card>
  );
};

const DraftRow = ({ row, unit, onEnd }: { row: Row; unit: boolean; onEnd: (() => void) | null }) => (
  <TableRow hover>
    <TableCell sx={{ whiteSpace: 'nowrap' }}>
      <Tag>{CHANGE_WORDS[row.change]}</Tag>
    </TableCell>
    <TableCell component="th" scope="row" sx={{ whiteSpace: 'nowrap' }}>
      {row.cadre}
      {row.previous && (
        <Box sx={{ typography: 'caption', color: 'text.secondary' }}>原来是{row.previous}</Box>
      )}
    </TableCell>
    {unit && <TableCell data-label="单位">{row.unit}</TableCell>}
    <TableCell data-label="户主" sx={{ whiteSpace: 'nowrap' }}>
      {row.head}户
    </TableCell>
    <TableCell data-label="村" sx={{ whiteSpace: 'nowrap' }}>
      {row.village}
    </TableCell>
    <TableCell data-label="从何时起" sx={{ whiteSpace: 'nowrap' }}>
      {row.since ? formatFullDate(row.since) : row.retained ? '不再负责，仍做朋友' : '不再结对'}
    </TableCell>
    <TableCell align="right">
      {onEnd && (
        <Button size="small" color="secondary" onClick={onEnd}>
          结束
        </Button>
      )}
    </TableCell>
  </TableRow>
);

/** A liaison changes only differences: a friendship of the own unit that is over. */
const EndDialog = ({ row, onClose }: { row: Row; onClose: () => void }) => {
  const [retain, setRetain] = useState(true);
  const end = useIntent(EndPairingDocument, { said: () => `${row.cadre}和${row.head}户的结对已结束` });
  const input = { id: row.pairingId ?? '', version: row.version ?? 0, retain };
  return (
    <ReasonDialog
      open
      title={`结束${row.cadre}和${row.head}户的结对？`}
      doIt={`结束 ${withUnit(1, '户')}`}
      leave="先不结束"
      pending={end.pending}
      onLeave={onClose}
      onDo={(reason) => void end.run({ input: { ...input, reason } }).then((done) => done && onClose())}
    >
      <span>这一户今天起没有负责的干部，会进空白名单，由办公室另外安排。</span>
      <FormControlLabel
        control={<Checkbox size="small" checked={retain} onChange={(_, on) => setRetain(on)} />}
        label="两人仍做朋友，只是不再负责"
      />
    </ReasonDialog>
  );
};
