import Sync from '@mui/icons-material/Sync';
import TaskAlt from '@mui/icons-material/TaskAlt';
import { Box, Button, Checkbox, FormControlLabel, Typography } from '@mui/material';
import {
  AcknowledgeWaitingDocument,
  CloseCountyDocument,
  ConfirmCountyDocument,
  ReopenCountyDocument,
  type CountyYearFragment,
} from '@qinyou/schema';
import { useState } from 'react';
import { useMay, useMe } from '../../providers/session.ts';
import {
  BlockerList,
  formatMoment,
  Notice,
  Section,
  ThinkTwice,
  useFocusKept,
  useIntent,
  withUnit,
} from '../../shared/index.ts';
import { Figures } from './Figures.tsx';
import { ReasonDialog } from './ReasonDialog.tsx';
import { MaySign, Signatory } from './signing-parts.tsx';
import { useRequestId } from './request-id.ts';
import { useOvertaken } from './use-overtaken.ts';

type Asking = 'waiting' | 'close' | 'reopen' | null;

/** The county's signature beside what blocks it; the city's close and reopening in the same place. */
export const CountyAside = ({
  year: { county, differences, pairs, households, digest },
}: {
  year: CountyYearFragment;
}) => {
  const me = useMe();
  const mayConfirm = useMay('confirmation.county') && me?.currentGrant?.path === county.path;
  const mayClose = useMay('confirmation.close');
  const [asking, setAsking] = useState<Asking>(null);
  /** The lines that were ticked as agreed; others are to be looked at anew. The moment of the look is no part of them. */
  const lines = `${String(county.version)} ${digest.slice(digest.indexOf('.'))}`;
  const [agreed, setAgreed] = useState<string | null>(null);
  const checked = agreed === lines;
  const requestId = useRequestId(county.version);
  const input = { countyId: county.id, year: county.year, version: county.version, requestId };
  const title = `${county.name} ${String(county.year)} 年度`;

  const acknowledge = useIntent(AcknowledgeWaitingDocument, {
    said: () => `${withUnit(county.waiting, '户')}待安排的原因记下了`,
  });
  const overtaken = useOvertaken();
  const { failed } = overtaken;
  const confirm = useIntent(ConfirmCountyDocument, { failed, said: () => `${title}已确认，等市办关账` });
  const close = useIntent(CloseCountyDocument, { failed, said: () => `${title}已关账` });
  const sign = async () => {
    const seen = { input: { ...input, digest } };
    if (await (closing ? close.run(seen) : confirm.run(seen))) overtaken.forget();
    setAsking(null);
  };
  const reopen = useIntent(ReopenCountyDocument, { said: () => `${title}已重开，请县里改完重新确认` });

  const area = useFocusKept();
  const closing = county.next === 'CLOSE';
  const waits = county.blockers.some(({ code }) => code === 'WAITING');
  const mine = closing ? mayClose : county.next === 'CONFIRM' && mayConfirm;
  const blocked = county.blockers.length > 0;
  const heading =
    county.state === 'CLOSED' ? '已关账' : county.past ? '没有关账' : closing ? '市里关账' : '县确认';
  const blockers = county.blockers.map(({ code, ...b }) => ({ id: code, ...b }));
  return (
    <Section
      ref={area}
      title={heading}
      aside={
        <MaySign blocked={blocked}>
          {county.past && county.state !== 'CLOSED' && '只能查看'}
          {county.next === null
            ? county.closedAt
              ? formatMoment(county.closedAt)
              : ''
            : blocked
              ? `还不能${closing ? '关账' : '确认'}`
              : `可以${closing ? '关账' : '确认'}了`}
        </MaySign>
      }
    >
      <Box sx={{ display: 'grid', gap: 1.5 }}>
        {blocked && (
          <div>
            <Typography variant="h3">先解决这 {withUnit(blockers.length, '项')}</Typography>
            <BlockerList
              blockers={blockers}
              {...(waits && mayConfirm ? { acts: { WAITING: () => setAsking('waiting') } } : {})}
            />
          </div>
        )}
        {county.waitingReason && (
          <Notice tone="green" icon={TaskAlt}>
            {withUnit(county.waiting, '户')}待安排，已说明：{county.waitingReason}
          </Notice>
        )}
        <Figures
          differences={differences}
          total={pairs}
          totalLabel={`${county.past ? '当时签的' : '今天'}责任结对，共 ${withUnit(households, '户')}`}
          listOf={(change) => `/confirmation/county/${county.id}?change=${change}`}
        />
        {mine && (
          <>
            <Signatory called={closing ? '关账人' : '确认人'} />
            {!closing && (
              <FormControlLabel
                sx={{ alignItems: 'flex-start', mr: 0 }}
                control={
                  <Checkbox
                    size="small"
                    checked={checked}
                    disabled={blocked}
                    onChange={(_, on) => setAgreed(on ? lines : null)}
                    sx={{ pt: 0.25 }}
                  />
                }
                label="结对名单已和各单位核对一致，空白和重复都已处理或说明原因"
              />
            )}
            {overtaken.message && (
              <Notice tone="yellow" icon={Sync} role="alert">
                {overtaken.message}
              </Notice>
            )}
            <Button
              variant="contained"
              size="large"
              disabled={blocked || (!closing && !checked)}
              onClick={() => (closing ? setAsking('close') : void sign())}
            >
              {closing ? `关账：${title}` : `确认${title}`}
            </Button>
          </>
        )}
        {county.next !== null && (
          <Typography variant="caption" color="text.secondary" sx={{ textAlign: 'center' }}>
            {blocked
              ? `解决上面 ${withUnit(blockers.length, '项')}就能${closing ? '关账' : '确认'}。`
              : mine
                ? ''
                : `${closing ? '等市办关账' : `等${county.name}的县操作员确认`}。`}
            {closing ? '关账后改动要写原因。' : '确认后由市办关账。'}
          </Typography>
        )}
        {mayClose && !county.past && county.state !== 'DRAFT' && (
          <Button color="secondary" onClick={() => setAsking('reopen')}>
            重开{county.name}
          </Button>
        )}
      </Box>

      <ReasonDialog
        open={asking === 'waiting'}
        title={`${withUnit(county.waiting, '户')}为什么还要等`}
        doIt={`说明 ${withUnit(county.waiting, '户')}`}
        leave="先不写"
        pending={acknowledge.pending}
        onLeave={() => setAsking(null)}
        onDo={(reason) =>
          void acknowledge
            .run({ input: { countyId: county.id, year: county.year, version: county.version, reason } })
            .then((done) => done && setAsking(null))
        }
      >
        <span>这些户按困难程度排在名额之后。说明一次，全年有效。</span>
      </ReasonDialog>
      <ReasonDialog
        open={asking === 'reopen'}
        title={`重开${title}？`}
        doIt={`重开${county.name}`}
        leave="先不重开"
        pending={reopen.pending}
        onLeave={() => setAsking(null)}
        onDo={(reason) =>
          void reopen.run({ input: { ...input, reason } }).then((done) => done && setAsking(null))
        }
      >
        <span>县里要重新确认，市里要重新关账。以前签过的名单还在，可以对照。</span>
      </ReasonDialog>
      <ThinkTwice
        open={asking === 'close'}
        title={`关账：${title}？`}
        doIt={`关账 ${withUnit(pairs, '对')}`}
        leave="先不关账"
        disabled={close.pending}
        onLeave={() => setAsking(null)}
        onDo={() => void sign()}
      >
        <span>
          {withUnit(households, '户')}、{withUnit(pairs, '对')}
          按今天的样子定下来。关账以后改动要写原因；要整体重来，只有市办能重开。
        </span>
      </ThinkTwice>
    </Section>
  );
};
