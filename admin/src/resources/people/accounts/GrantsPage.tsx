import Add from '@mui/icons-material/Add';
import { Box, Button, Table, TableBody, TableCell, TableRow } from '@mui/material';
import { GrantsDocument, IssueHolderCodeDocument, type GrantsQuery } from '@qinyou/schema';
import { useState } from 'react';
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
} from '../../../shared/index.ts';
import { Two } from '../parts/Two.tsx';
import { ACCOUNT_STATES } from './account-states.ts';
import { CodeDialog, type IssuedCode } from './CodeDialog.tsx';
import { GiveGrant } from './GiveGrant.tsx';
import { SwitchDialog } from './SwitchDialog.tsx';
import { WithdrawDialog } from './WithdrawDialog.tsx';

type Grant = GrantsQuery['grants']['items'][number];
const SIZE = 25;

/** 身份: which office and liaison works as what, given and taken back by the office above. */
const GrantsPage = () => {
  const [page, setPage] = useState(1);
  const asked = useAsk(GrantsDocument, { page: { number: page, size: SIZE } });
  const [giving, setGiving] = useState(false);
  const [issued, setIssued] = useState<(IssuedCode & { name: string }) | null>(null);
  const [taking, setTaking] = useState<Grant | null>(null);
  const [switching, setSwitching] = useState<Grant | null>(null);
  const issue = useIntent(IssueHolderCodeDocument);
  const onIssue = async ({ id, holder }: Grant) => {
    const data = await issue.run({ grantId: id });
    if (data) setIssued({ ...data.issueHolderCode, name: holder });
  };
  const total = asked.data?.grants.total ?? 0;
  return (
    <>
      <PageHeading
        title="办公室和联络员的身份"
        crumbs={[{ label: '账号', to: '/accounts' }]}
        actions={
          <Button variant="contained" startIcon={<Add />} onClick={() => setGiving(true)}>
            授予身份
          </Button>
        }
      />
      <Section
        title="在用的身份"
        hint={asked.data && `${String(asked.data.grants.total ?? 0)} 个`}
        padded={false}
        footer={total > SIZE && <Pager page={page} size={SIZE} total={total} unit="个" onPage={setPage} />}
      >
        <Answer of={asked} rows={6}>
          {({ grants: { items } }) =>
            items.length === 0 ? (
              <Empty kind="none" title="还没有授予过身份">
                办公室的人和各单位联络员的身份，都从这里给
              </Empty>
            ) : (
              <Box sx={{ overflowX: 'auto' }}>
                <Table sx={stackedOnPhone}>
                  <HeadRow of={['谁', '身份', '登录', '从何时起', '谁授的', '']} />
                  <TableBody>
                    {items.map((grant) => (
                      <TableRow key={grant.id}>
                        <TableCell>
                          <Two strong first={grant.holder} second={grant.login} />
                        </TableCell>
                        <TableCell data-label="身份">{grant.title}</TableCell>
                        <TableCell data-label="登录">
                          {grant.state === 'NONE' ? '还不能登录' : ACCOUNT_STATES[grant.state]}
                        </TableCell>
                        <TableCell data-label="从何时起">
                          {formatFullDate(grant.from)}
                          {grant.to && `，到 ${formatFullDate(grant.to)}`}
                        </TableCell>
                        <TableCell data-label="谁授的">{grant.grantor ?? '系统'}</TableCell>
                        <TableCell align="right">
                          {grant.state !== 'DISABLED' && (
                            <Button
                              size="small"
                              disabled={issue.pending}
                              aria-label={`给${grant.holder}重发登录码`}
                              onClick={() => void onIssue(grant)}
                            >
                              重发登录码
                            </Button>
                          )}
                          <Button
                            size="small"
                            color="secondary"
                            aria-label={`${grant.state === 'DISABLED' ? '启用' : '停用'}${grant.holder}的账号`}
                            onClick={() => setSwitching(grant)}
                          >
                            {grant.state === 'DISABLED' ? '启用' : '停用'}
                          </Button>
                          <Button
                            size="small"
                            color="secondary"
                            aria-label={`收回${grant.holder}的身份：${grant.title}`}
                            onClick={() => setTaking(grant)}
                          >
                            收回
                          </Button>
                        </TableCell>
                      </TableRow>
                    ))}
                  </TableBody>
                </Table>
              </Box>
            )
          }
        </Answer>
      </Section>
      {giving && <GiveGrant onClose={() => setGiving(false)} onCode={setIssued} />}
      {taking && <WithdrawDialog grant={taking} onClose={() => setTaking(null)} />}
      {switching && (
        <SwitchDialog
          account={{ ...switching, name: switching.holder }}
          by="GRANT"
          onClose={() => setSwitching(null)}
        />
      )}
      {issued && <CodeDialog issued={issued} onClose={() => setIssued(null)} />}
    </>
  );
};

export default GrantsPage;
