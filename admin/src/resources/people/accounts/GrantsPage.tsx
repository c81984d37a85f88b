import Add from '@mui/icons-material/Add';
import { Box, Button, Table, TableBody, TableCell, TableHead, TableRow } from '@mui/material';
import {
  GiveGrantDocument,
  GrantsDocument,
  WithdrawGrantDocument,
  type GiveGrantInput,
} from '@qinyou/schema';
import { useState } from 'react';
import { useArea } from '../../../layout/area.ts';
import { useMe } from '../../../providers/session.ts';
import {
  Answer,
  Empty,
  formatFullDate,
  PageHeading,
  Section,
  useAsk,
  useIntent,
} from '../../../shared/index.ts';
import { IntentDrawer } from '../parts/IntentDrawer.tsx';
import { Two } from '../parts/Two.tsx';
import { CodeDialog, type IssuedCode } from './CodeDialog.tsx';

const CITY = [
  { value: 'COUNTY_OPERATOR', label: '县操作员' },
  { value: 'UNIT_LIAISON', label: '联络员' },
  { value: 'LEADER', label: '分管领导' },
  { value: 'SUPERVISOR', label: '督查员' },
];
const COUNTY = [
  { value: 'TOWN_OPERATOR', label: '镇操作员' },
  { value: 'UNIT_LIAISON', label: '联络员' },
  { value: 'VILLAGE_RECORDER', label: '村信息员' },
];

/** 身份: which office and liaison works as what, given and taken back by the office above. */
const GrantsPage = () => {
  const asked = useAsk(GrantsDocument, { page: { number: 1, size: 200 } });
  const [giving, setGiving] = useState(false);
  const [issued, setIssued] = useState<(IssuedCode & { name: string }) | null>(null);
  const withdraw = useIntent(WithdrawGrantDocument, { said: () => '收回了，正在用的立刻失效' });
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
      <Section title="在用的身份" padded={false}>
        <Answer of={asked} rows={6}>
          {({ grants: { items } }) =>
            items.length === 0 ? (
              <Empty kind="none" title="还没有授予过身份" />
            ) : (
              <Box sx={{ overflowX: 'auto' }}>
                <Table>
                  <TableHead>
                    <TableRow>
                      {['谁', '身份', '从何时起', '谁授的', ''].map((head) => (
                        <TableCell key={head} scope="col">
                          {head}
                        </TableCell>
                      ))}
                    </TableRow>
                  </TableHead>
                  <TableBody>
                    {items.map((grant) => (
                      <TableRow key={grant.id}>
                        <TableCell>
                          <Two strong first={grant.holder} second={grant.login} />
                        </TableCell>
                        <TableCell>{grant.title}</TableCell>
                        <TableCell>
                          {formatFullDate(grant.from)}
                          {grant.to && `，到 ${formatFullDate(grant.to)}`}
                        </TableCell>
                        <TableCell>{grant.grantor ?? '系统'}</TableCell>
                        <TableCell align="right">
                          <Button
                            size="small"
                            color="secondary"
                            disabled={withdraw.pending}
                            onClick={() => void withdraw.run({ id: grant.id })}
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
      {giving && <Give onClose={() => setGiving(false)} onCode={setIssued} />}
      {issued && <CodeDialog issued={issued} onClose={() => setIssued(null)} />}
    </>
  );
};

const Give = ({
  onClose,
  onCode,
}: {
  onClose: () => void;
  onCode: (issued: IssuedCode & { name: string }) => void;
}) => {
  const [area] = useArea();
  const me = useMe();
  return (
    <IntentDrawer
      title="授予身份"
      hint={`身份管的是${area.name}。授给别处，先在上方换到那个地方；联络员先换到那个单位。`}
      verb="授予"
      fields={[
        {
          name: 'role',
          label: '身份',
          kind: 'choice',
          choices: me?.currentGrant?.role === 'CITY_OPERATOR' ? CITY : COUNTY,
          required: true,
        },
        { name: 'login', label: '已有账号的登录名', helper: '新人留空，填下面的姓名' },
        { name: 'displayName', label: '新人的姓名' },
        { name: 'to', label: '到哪天为止', kind: 'date', helper: '不填就一直有效' },
      ]}
      document={GiveGrantDocument}
      variables={(changes) => ({ input: { path: area.path, ...changes } as unknown as GiveGrantInput })}
      said={({ giveGrant }) => `已授予：${giveGrant.title}`}
      onDone={({ giveGrant: { login, code, title } }) => {
        if (code) onCode({ login, code, name: title });
      }}
      onClose={onClose}
    />
  );
};

export default GrantsPage;
