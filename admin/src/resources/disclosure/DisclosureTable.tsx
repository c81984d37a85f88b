import { Box, Button, Table, TableBody, TableCell, TableRow } from '@mui/material';
import { WithdrawDisclosureDocument, type DisclosurePartsFragment } from '@qinyou/schema';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useMay } from '../../providers/session.ts';
import {
  DownloadButton,
  formatMoment,
  formatNumber,
  HeadRow,
  stackedOnPhone,
  tight,
  useIntent,
} from '../../shared/index.ts';
import { Two } from '../people/parts/Two.tsx';
import { DecideDisclosure } from './DecideDisclosure.tsx';
import { FIELD, PEOPLE, STATE } from './disclosure-words.ts';

const HEADS = ['要什么', '拿去做什么', '怎么样了', ''];

/** What was asked for, by whom and what for, how far it is, and what the one who looks may do about it. */
export const DisclosureTable = ({ items }: { items: readonly DisclosurePartsFragment[] }) => (
  <Box sx={{ overflowX: 'auto' }}>
    <Table sx={stackedOnPhone}>
      <HeadRow of={HEADS} />
      <TableBody>
        {items.map((one) => (
          <TableRow key={one.id}>
            <TableCell>
              <Two
                strong
                first={tight(`${one.area} ${PEOPLE[one.people]} ${formatNumber(one.askedRows)} 人`)}
                second={[one.number, ...one.fields.map((field) => FIELD[field]), ...one.conditions].join(
                  '，',
                )}
              />
            </TableCell>
            <TableCell data-label="拿去做什么">
              <Two
                first={one.reason}
                second={`${one.askedBy}，${one.askedAs}，${formatMoment(one.askedAt)}`}
              />
            </TableCell>
            <TableCell data-label="怎么样了">
              <Two first={stateOf(one)} second={moreOf(one)} />
            </TableCell>
            <TableCell align="right">
              <Actions disclosure={one} />
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  </Box>
);

const stateOf = ({ state, done, total }: DisclosurePartsFragment): string =>
  state === 'MAKING' && total > 0
    ? tight(`${STATE[state]} ${formatNumber(done)} / ${formatNumber(total)}`)
    : STATE[state];

function moreOf({ state, alone, decidedBy, answer, problem, expiresAt, downloads }: DisclosurePartsFragment) {
  const until = formatMoment(expiresAt);
  const decided =
    decidedBy && `${decidedBy}${state === 'REFUSED' ? '没同意' : '同意'}${answer ? `：${answer}` : ''}`;
  const fetched = downloads > 0 ? tight(`下载过 ${formatNumber(downloads)} 次`) : null;
  const when =
    state === 'ASKED' ? `${until} 没人决定就作废` : state === 'READY' ? `${until} 销毁` : (problem ?? null);
  return [alone ? '不用另一人' : decided, fetched, when].filter(Boolean).join('，');
}

const Actions = ({ disclosure }: { disclosure: DisclosurePartsFragment }) => {
  const { id, version, state, own } = disclosure;
  const mayDecide = useMay('disclosure.decide');
  const queries = useQueryClient();
  const [deciding, setDeciding] = useState<'yes' | 'no' | null>(null);
  const withdraw = useIntent(WithdrawDisclosureDocument, {
    said: () => (state === 'READY' ? '文件销毁了' : '收回了，什么都没导出'),
  });
  if (own && ['ASKED', 'MAKING', 'READY'].includes(state)) {
    return (
      <Box sx={{ display: 'flex', justifyContent: { xs: 'flex-start', sm: 'flex-end' }, gap: 1 }}>
        {state === 'READY' && (
          <DownloadButton
            address={`/download/disclosure/${id}`}
            what="完整信息"
            label="下载"
            onDone={() => void queries.invalidateQueries({ queryKey: ['ask'] })}
          />
        )}
        <Button
          color="secondary"
          disabled={withdraw.pending}
          onClick={() => void withdraw.run({ input: { id, version } })}
        >
          {state === 'READY' ? '销毁' : '收回'}
        </Button>
      </Box>
    );
  }
  if (state !== 'ASKED' || own || !mayDecide) return null;
  return (
    <Box sx={{ display: 'flex', justifyContent: { xs: 'flex-start', sm: 'flex-end' }, gap: 1 }}>
      <Button onClick={() => setDeciding('yes')}>同意导出</Button>
      <Button color="secondary" onClick={() => setDeciding('no')}>
        不同意
      </Button>
      {deciding && (
        <DecideDisclosure
          disclosure={disclosure}
          approve={deciding === 'yes'}
          onClose={() => setDeciding(null)}
        />
      )}
    </Box>
  );
};
