import { Box, Button, Table, TableBody, TableCell, TableRow, TextField } from '@mui/material';
import {
  CadreAccountsDocument,
  FiguresDocument,
  IssueOneTimeCodeDocument,
  type CadreAccountsQuery,
} from '@qinyou/schema';
import { useState } from 'react';
import { Link } from 'react-router-dom';
import { useMay } from '../../../providers/session.ts';
import {
  Answer,
  ChipRow,
  Empty,
  formatMoment,
  PageHeading,
  Section,
  stackedOnPhone,
  useAsk,
  useIntent,
  HeadRow,
  Pager,
} from '../../../shared/index.ts';
import { Two } from '../parts/Two.tsx';
import { CADRE_STATUS } from '../people-words.ts';
import { ACCOUNT_STATES as STATES } from './account-states.ts';
import { CodeDialog, type IssuedCode } from './CodeDialog.tsx';
import { SwitchDialog } from './SwitchDialog.tsx';

type Account = CadreAccountsQuery['cadreAccounts']['items'][number];

const SIZE = 25;

/** 账号: the own people and how they sign in; a code is issued here and shown once. */
const AccountsPage = () => {
  const allowed = useMay('access.grants');
  const days = useAsk(FiguresDocument, {}).data?.figures.codeDays;
  const [state, setState] = useState('');
  const [q, setQ] = useState('');
  const [page, setPage] = useState(1);
  const [issued, setIssued] = useState<(IssuedCode & { name: string }) | null>(null);
  const [switching, setSwitching] = useState<Account | null>(null);
  const asked = useAsk(CadreAccountsDocument, {
    filter: { ...(state && { state }), ...(q.trim() && { q: q.trim() }) },
    page: { number: page, size: SIZE },
  });
  const issue = useIntent(IssueOneTimeCodeDocument);
  const onIssue = async ({ id, name }: Account) => {
    const data = await issue.run({ cadreId: id });
    if (data) setIssued({ ...data.issueOneTimeCode, name });
  };
  const total = asked.data?.cadreAccounts.total ?? 0;
  return (
    <>
      <PageHeading
        title="账号"
        beside={`登录码${days === undefined ? '' : ` ${String(days)} 天内有效，`}用一次就作废；再发一个，前一个就不能用了`}
        actions={
          allowed && (
            <Button component={Link} to="/grants" variant="outlined">
              办公室和联络员的身份
            </Button>
          )
        }
      />
      <Section
        title={
          <ChipRow
            label="筛选"
            choices={[
              { key: '', label: '全部' },
              ...Object.entries(STATES).map(([key, label]) => ({ key, label })),
            ]}
            chosen={state}
            onChoose={(key) => {
              setState(key);
              setPage(1);
            }}
          />
        }
        aside={
          <TextField
            value={q}
            onChange={(event) => {
              setQ(event.target.value);
              setPage(1);
            }}
            placeholder="姓名或登录名"
            sx={{ width: { xs: '100%', sm: 'auto' } }}
            slotProps={{ htmlInput: { 'aria-label': '搜姓名或登录名', type: 'search' } }}
          />
        }
        padded={false}
        footer={total > SIZE && <Pager page={page} size={SIZE} total={total} unit="人" onPage={setPage} />}
      >
        <Answer of={asked} rows={8}>
          {({ cadreAccounts: { items } }) => (
            <Box sx={{ overflowX: 'auto' }}>
              {items.length === 0 ? (
                <Empty kind="none" title="没有符合条件的人" />
              ) : (
                <Accounts
                  items={items}
                  busy={issue.pending}
                  onIssue={(one) => void onIssue(one)}
                  onSwitch={setSwitching}
                />
              )}
            </Box>
          )}
        </Answer>
      </Section>
      {issued && <CodeDialog issued={issued} onClose={() => setIssued(null)} />}
      {switching && <SwitchDialog account={switching} by="CADRE" onClose={() => setSwitching(null)} />}
    </>
  );
};

const codeVerb = ({ state }: Account) => (state === 'NONE' ? '发登录码' : '重发登录码');

const Accounts = ({
  items,
  busy,
  onIssue,
  onSwitch,
}: {
  items: readonly Account[];
  busy: boolean;
  onIssue: (account: Account) => void;
  onSwitch: (account: Account) => void;
}) => (
  <Table sx={stackedOnPhone}>
    <HeadRow of={['姓名', '登录名', '状态', '上次来', '']} />
    <TableBody>
      {items.map((account) => (
        <TableRow key={account.id}>
          <TableCell>
            <Two
              strong
              first={account.name}
              second={[
                account.unit?.name,
                account.rankTitle,
                account.status !== 'ACTIVE' && CADRE_STATUS[account.status],
              ]
                .filter(Boolean)
                .join('，')}
            />
          </TableCell>
          <TableCell data-label="登录名">{account.login ?? '还没有'}</TableCell>
          <TableCell data-label="状态">
            {STATES[account.state]}
            {account.codeExpiresAt && (
              <Box sx={{ typography: 'caption', color: 'text.secondary' }}>
                {formatMoment(account.codeExpiresAt)}前有效
              </Box>
            )}
          </TableCell>
          <TableCell data-label="上次来">
            {account.lastSeenAt ? formatMoment(account.lastSeenAt) : '还没来过'}
          </TableCell>
          <TableCell align="right">
            <Box sx={{ display: 'flex', justifyContent: { xs: 'flex-start', sm: 'flex-end' }, gap: 0.5 }}>
              {account.status !== 'LEFT' && account.state !== 'DISABLED' && (
                <Button
                  size="small"
                  disabled={busy}
                  aria-label={`给${account.name}${codeVerb(account)}`}
                  onClick={() => onIssue(account)}
                >
                  {codeVerb(account)}
                </Button>
              )}
              {account.login && (
                <Button
                  size="small"
                  color="secondary"
                  aria-label={`${account.state === 'DISABLED' ? '启用' : '停用'}${account.name}的账号`}
                  onClick={() => onSwitch(account)}
                >
                  {account.state === 'DISABLED' ? '启用' : '停用'}
                </Button>
              )}
            </Box>
          </TableCell>
        </TableRow>
      ))}
    </TableBody>
  </Table>
);

export default AccountsPage;
