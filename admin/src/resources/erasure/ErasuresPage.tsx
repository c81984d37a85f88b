import { Box, Button, Table, TableBody, TableCell, TableRow } from '@mui/material';
import { ErasuresDocument, WithdrawErasureDocument, type ErasurePartsFragment } from '@qinyou/schema';
import { useState } from 'react';
import { useMay } from '../../providers/session.ts';
import {
  Answer,
  Empty,
  formatFullDate,
  PageHeading,
  Section,
  stackedOnPhone,
  useAsk,
  useIntent,
  HeadRow,
  Pager,
} from '../../shared/index.ts';
import { Two } from '../people/parts/Two.tsx';
import { AskErasure } from './AskErasure.tsx';
import { DecideErasure } from './DecideErasure.tsx';
import { GROUND, STATE, SUBJECT, WHAT_GOES, WHAT_STAYS } from './erasure-words.ts';

const SIZE = 25;

/** 依法删除: one asks, the city decides; what goes and what stays is said before either (R32). */
const ErasuresPage = () => {
  const [page, setPage] = useState(1);
  const asked = useAsk(ErasuresDocument, { page: { number: page, size: SIZE } });
  const [asking, setAsking] = useState(false);
  const total = asked.data?.erasures.total ?? 0;
  return (
    <>
      <PageHeading
        title="依法删除"
        beside="一人提出，市里另一人决定"
        actions={
          <Button variant="contained" onClick={() => setAsking(true)}>
            提出依法删除
          </Button>
        }
      />
      <Section
        title="提出过的"
        hint={`${WHAT_GOES}${WHAT_STAYS}`}
        padded={false}
        footer={total > SIZE && <Pager page={page} size={SIZE} total={total} unit="件" onPage={setPage} />}
      >
        <Answer of={asked} rows={6}>
          {({ erasures: { items } }) =>
            items.length === 0 ? (
              <Empty kind="none" title="还没有人提出过">
                有人依法要求删除个人信息时，从这里提出
              </Empty>
            ) : (
              <Box sx={{ overflowX: 'auto' }}>
                <Erasures items={items} />
              </Box>
            )
          }
        </Answer>
      </Section>
      {asking && <AskErasure onClose={() => setAsking(false)} />}
    </>
  );
};

const Erasures = ({ items }: { items: readonly ErasurePartsFragment[] }) => {
  const mayDecide = useMay('erasure.decide');
  const [deciding, setDeciding] = useState<{ erasure: ErasurePartsFragment; approve: boolean } | null>(null);
  const withdraw = useIntent(WithdrawErasureDocument, { said: () => '收回了，资料都没动' });
  return (
    <>
      <Table sx={stackedOnPhone}>
        <HeadRow of={['谁的', '依据和经过', '谁提的', '怎么样了', '']} />
        <TableBody>
          {items.map((erasure) => (
            <TableRow key={erasure.id}>
              <TableCell>
                <Two strong first={erasure.person} second={`${SUBJECT[erasure.subject]}，${erasure.place}`} />
              </TableCell>
              <TableCell data-label="依据和经过">
                <Two first={GROUND[erasure.ground]} second={erasure.reason} />
              </TableCell>
              <TableCell data-label="谁提的">
                <Two first={erasure.askedBy ?? '恢复备份时'} second={formatFullDate(erasure.askedAt)} />
              </TableCell>
              <TableCell data-label="怎么样了">
                <Two
                  first={STATE[erasure.state]}
                  second={[erasure.decidedBy, erasure.answer].filter(Boolean).join('：')}
                />
              </TableCell>
              <TableCell align="right">
                {erasure.state === 'ASKED' && erasure.own && (
                  <Button
                    size="small"
                    disabled={withdraw.pending}
                    onClick={() => void withdraw.run({ input: { id: erasure.id, version: erasure.version } })}
                  >
                    收回
                  </Button>
                )}
                {erasure.state === 'ASKED' && !erasure.own && mayDecide && (
                  <>
                    <Button size="small" onClick={() => setDeciding({ erasure, approve: true })}>
                      同意删除
                    </Button>
                    <Button
                      size="small"
                      color="secondary"
                      onClick={() => setDeciding({ erasure, approve: false })}
                    >
                      不同意
                    </Button>
                  </>
                )}
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
      {deciding && <DecideErasure {...deciding} onClose={() => setDeciding(null)} />}
    </>
  );
};

export default ErasuresPage;
