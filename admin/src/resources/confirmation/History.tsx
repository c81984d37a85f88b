import { Box, Button } from '@mui/material';
import { ConfirmationHistoryDocument } from '@qinyou/schema';
import { Link } from 'react-router-dom';
import { Answer, formatMoment, Row, RowList, Section, useAsk, withUnit } from '../../shared/index.ts';
import { STEP_WORDS } from './confirmation-words.ts';

/** Every signature of the year, latest first; what was signed stays readable as it was. */
export const History = ({
  subjectId,
  year,
  reopened = '退回',
}: {
  subjectId: string;
  year: number;
  reopened?: string;
}) => {
  const history = useAsk(ConfirmationHistoryDocument, { subjectId, year });
  return (
    <Section title="签名记录" padded={false}>
      <Answer of={history} rows={2}>
        {({ confirmationHistory: signatures }) =>
          signatures.length === 0 ? (
            <Box sx={{ p: 2, color: 'text.secondary' }}>还没有人签过</Box>
          ) : (
            <RowList>
              {signatures.map((one) => (
                <Row
                  key={one.id}
                  title={
                    <>
                      <b>{one.step === 'REOPEN' ? reopened : STEP_WORDS[one.step]}</b>
                      {one.reason && `：${one.reason}`}
                    </>
                  }
                  detail={
                    <>
                      {one.signer}
                      {one.signedAs && `（${one.signedAs}）`}，{formatMoment(one.signedAt)}
                    </>
                  }
                >
                  {one.lines > 0 && (
                    <Button
                      size="small"
                      component={Link}
                      to={`/confirmation/signed/${one.id}`}
                      state={{
                        signed: `${STEP_WORDS[one.step]}：${one.signer}，${formatMoment(one.signedAt)}`,
                      }}
                    >
                      看当时的 {withUnit(one.lines, '对')}
                    </Button>
                  )}
                </Row>
              ))}
            </RowList>
          )
        }
      </Answer>
    </Section>
  );
};
