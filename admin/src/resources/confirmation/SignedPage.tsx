import { Box, Card, Table, TableBody, TableCell, TableHead, TableRow } from '@mui/material';
import { ConfirmationLinesDocument } from '@qinyou/schema';
import { useState } from 'react';
import { useLocation, useParams } from 'react-router-dom';
import {
  Answer,
  CardFoot,
  formatFullDate,
  PageHeading,
  stackedOnPhone,
  useAsk,
  withUnit,
  Pager,
} from '../../shared/index.ts';

const SIZE = 50;

/** What a signature signed, as it was then. */
const SignedPage = () => {
  const { signatureId = '' } = useParams();
  const from = useLocation().state as { signed?: string } | null;
  const [page, setPage] = useState(1);
  const lines = useAsk(ConfirmationLinesDocument, { signatureId, page: { number: page, size: SIZE } });
  return (
    <Answer of={lines} rows={12}>
      {({ confirmationLines: { items, total } }) => (
        <>
          <PageHeading
            title="当时签的名单"
            crumbs={[{ label: '年度确认', to: '/confirmation' }, { label: '当时签的名单' }]}
            beside={
              <span>
                {from?.signed && `${from.signed}；`}
                {withUnit(total, '对')}；签名时的样子，以后的改动不影响它
              </span>
            }
          />
          <Card>
            <Box sx={{ overflowX: 'auto' }}>
              <Table size="small" sx={stackedOnPhone}>
                <TableHead>
                  <TableRow>
                    <TableCell align="right">序号</TableCell>
                    <TableCell>干部</TableCell>
                    <TableCell>单位</TableCell>
                    <TableCell>户主</TableCell>
                    <TableCell>村</TableCell>
                    <TableCell>关系</TableCell>
                    <TableCell>从何时起</TableCell>
                  </TableRow>
                </TableHead>
                <TableBody>
                  {items.map((line) => (
                    <TableRow key={line.position}>
                      <TableCell align="right" data-quiet>
                        {line.position}
                      </TableCell>
                      <TableCell component="th" scope="row">
                        {line.cadre}
                      </TableCell>
                      <TableCell data-label="单位">{line.unit}</TableCell>
                      <TableCell data-label="户主">{line.head}</TableCell>
                      <TableCell data-label="村" sx={{ whiteSpace: 'nowrap' }}>
                        {line.village}
                      </TableCell>
                      <TableCell data-label="关系">
                        {line.kind === 'RESPONSIBLE' ? '负责' : '仍做朋友'}
                      </TableCell>
                      <TableCell data-label="从何时起" sx={{ whiteSpace: 'nowrap' }}>
                        {formatFullDate(line.from)}
                      </TableCell>
                    </TableRow>
                  ))}
                </TableBody>
              </Table>
            </Box>
            <CardFoot>
              <Pager page={page} size={SIZE} total={total} unit="对" onPage={setPage} />
            </CardFoot>
          </Card>
        </>
      )}
    </Answer>
  );
};

export default SignedPage;
