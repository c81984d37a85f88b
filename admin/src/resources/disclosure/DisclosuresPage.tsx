import { Box, Button, TextField } from '@mui/material';
import { DisclosuresDocument, FiguresDocument } from '@qinyou/schema';
import { useState } from 'react';
import { useSearchParams } from 'react-router-dom';
import {
  Answer,
  Empty,
  formatNumber,
  PageHeading,
  Pager,
  Section,
  tight,
  useAsk,
  useRested,
} from '../../shared/index.ts';
import { AskDisclosure } from './AskDisclosure.tsx';
import { KEPT, originIn, WARNING } from './disclosure-words.ts';
import { DisclosureTable } from './DisclosureTable.tsx';

const SIZE = 25;
/** While something is being made the page looks again so often. */
const LOOK_MS = 1000;

/** 导出完整信息: who asked for whose numbers, what became of it, and whose copy a sheet is by its number (R32). */
const DisclosuresPage = () => {
  const [query, setQuery] = useSearchParams();
  const origin = originIn(query);
  const [asking, setAsking] = useState(origin !== null);
  const [page, setPage] = useState(1);
  const [typed, setTyped] = useState('');
  const number = useRested(typed.trim());
  const [busy, setBusy] = useState(false);
  const asked = useAsk(
    DisclosuresDocument,
    { filter: number ? { number } : null, page: { number: page, size: SIZE } },
    { refetchInterval: busy ? LOOK_MS : false },
  );
  const making = asked.data?.disclosures.items.some(({ state }) => state === 'MAKING') ?? false;
  if (making !== busy) setBusy(making);
  const total = asked.data?.disclosures.total ?? 0;
  const { data: rules } = useAsk(FiguresDocument, {});
  const leave = () => {
    setAsking(false);
    if (origin) setQuery({}, { replace: true });
  };
  return (
    <>
      <PageHeading
        title="导出完整信息"
        beside={
          rules &&
          tight(`一人 24 小时里最多导出 ${formatNumber(rules.figures.rowsAlone)} 人，再多要另一人同意`)
        }
        actions={
          <Button variant="contained" onClick={() => setAsking(true)}>
            申请导出
          </Button>
        }
      />
      <Section
        title="申请过的"
        hint={WARNING + KEPT}
        padded={false}
        footer={total > SIZE && <Pager page={page} size={SIZE} total={total} unit="份" onPage={setPage} />}
      >
        <Box sx={{ px: 2, py: 1, borderBottom: 1, borderColor: 'divider' }}>
          <TextField
            value={typed}
            onChange={(event) => {
              setTyped(event.target.value);
              setPage(1);
            }}
            placeholder="按表上的导出编号找是谁导出的"
            sx={{ width: { xs: 1, sm: 320 } }}
            slotProps={{
              htmlInput: { 'aria-label': '导出编号', type: 'search', autoComplete: 'off', maxLength: 40 },
            }}
          />
        </Box>
        <Answer of={asked} rows={6}>
          {({ disclosures: { items } }) =>
            items.length === 0 ? (
              <Empty kind="none" title={number ? '没有这个编号' : '还没有人申请过'}>
                {number
                  ? '核对一下表上的编号；别的地方导出的，请上级办公室找'
                  : '要发短信、打款时，从这里或名单上申请'}
              </Empty>
            ) : (
              <DisclosureTable items={items} />
            )
          }
        </Answer>
      </Section>
      {asking && <AskDisclosure origin={origin} onClose={leave} />}
    </>
  );
};

export default DisclosuresPage;
