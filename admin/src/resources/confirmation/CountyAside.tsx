import TaskAlt from '@mui/icons-material/TaskAlt';
import { Box, Button, Checkbox, FormControlLabel } from '@mui/material';
import { CloseCountyDocument, ConfirmCountyDocument, type CountyYearFragment } from '@qinyou/schema';
import { useState } from 'react';
import { useMay, useMe } from '../../providers/session.ts';
import { formatMoment, Notice, Section, useFocusKept, useIntent, withUnit } from '../../shared/index.ts';
import { CloseDialog, ReopenDialog, WaitingDialog } from './CountyDialogs.tsx';
import { Figures } from './Figures.tsx';
import { MaySign, SignHere, WhatBlocks, WhatFollows } from './signing-parts.tsx';
import { useRequestId } from './request-id.ts';
import { useOvertaken } from './use-overtaken.ts';

type County = CountyYearFragment['county'];

/** The county's signature beside what blocks it; the city's close and reopening in the same place. */
export const CountyAside = ({ year }: { year: CountyYearFragment }) => {
  const { county, differences, pairs, households, digest } = year;
  const me = useMe();
  const mayConfirm = useMay('confirmation.county') && me?.currentGrant?.path === county.path;
  const mayClose = useMay('confirmation.close');
  const [asking, setAsking] = useState<'waiting' | 'close' | 'reopen' | null>(null);
  const leave = () => setAsking(null);
  /** The lines that were ticked as agreed; others are to be looked at anew. The moment of the look is no part of them. */
  const lines = `${String(county.version)} ${digest.slice(digest.indexOf('.'))}`;
  const [agreed, setAgreed] = useState<string | null>(null);
  const checked = agreed === lines;
  const requestId = useRequestId(county.version);
  const title = `${county.name} ${String(county.year)} 年度`;

  const overtaken = useOvertaken();
  const { failed } = overtaken;
  const confirm = useIntent(ConfirmCountyDocument, { failed, said: () => `${title}已确认，等市办关账` });
  const close = useIntent(CloseCountyDocument, { failed, said: () => `${title}已关账` });
  const closing = county.next === 'CLOSE';
  const sign = async () => {
    const seen = {
      input: { countyId: county.id, year: county.year, version: county.version, requestId, digest },
    };
    if (await (closing ? close.run(seen) : confirm.run(seen))) overtaken.forget();
    leave();
  };

  const area = useFocusKept();
  const blocked = county.blockers.length > 0;
  const mine = closing ? mayClose : county.next === 'CONFIRM' && mayConfirm;
  const verb = closing ? '关账' : '确认';
  return (
    <Section
      ref={area}
      title={headingOf(county)}
      aside={
        <MaySign blocked={blocked}>
          {county.past && county.state !== 'CLOSED' && '只能查看'}
          {county.next !== null && (blocked ? `还不能${verb}` : `可以${verb}了`)}
          {county.next === null && county.closedAt && formatMoment(county.closedAt)}
        </MaySign>
      }
    >
      <Box sx={{ display: 'grid', gap: 1.5 }}>
        {blocked && (
          <WhatBlocks
            blockers={county.blockers.map(({ code, ...b }) => ({ id: code, ...b }))}
            acts={mayConfirm ? { WAITING: () => setAsking('waiting') } : {}}
          />
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
          <SignHere
            called={`${verb}人`}
            overtaken={overtaken.message}
            disabled={blocked || (!closing && !checked)}
            doIt={closing ? `关账：${title}` : `确认${title}`}
            onSign={() => (closing ? setAsking('close') : void sign())}
          >
            {!closing && (
              <Agreed checked={checked} disabled={blocked} onAgree={(on) => setAgreed(on ? lines : null)} />
            )}
          </SignHere>
        )}
        {county.next !== null && (
          <WhatFollows>
            {blocked && `解决上面 ${withUnit(county.blockers.length, '项')}就能${verb}。`}
            {!blocked && !mine && `${closing ? '等市办关账' : `等${county.name}的县操作员确认`}。`}
            {closing ? '关账后改动要写原因。' : '确认后由市办关账。'}
          </WhatFollows>
        )}
        {mayClose && !county.past && county.state !== 'DRAFT' && (
          <Button color="secondary" onClick={() => setAsking('reopen')}>
            重开{county.name}
          </Button>
        )}
      </Box>
      <WaitingDialog county={county} open={asking === 'waiting'} onLeave={leave} />
      <ReopenDialog county={county} requestId={requestId} open={asking === 'reopen'} onLeave={leave} />
      <CloseDialog
        year={year}
        open={asking === 'close'}
        pending={close.pending}
        onLeave={leave}
        onClose={() => void sign()}
      />
    </Section>
  );
};

function headingOf({ state, past, next }: County): string {
  if (state === 'CLOSED') return '已关账';
  if (past) return '没有关账';
  return next === 'CLOSE' ? '市里关账' : '县确认';
}

const Agreed = ({
  checked,
  disabled,
  onAgree,
}: {
  checked: boolean;
  disabled: boolean;
  onAgree: (on: boolean) => void;
}) => (
  <FormControlLabel
    sx={{ alignItems: 'flex-start', mr: 0 }}
    control={
      <Checkbox
        size="small"
        checked={checked}
        disabled={disabled}
        onChange={(_, on) => onAgree(on)}
        sx={{ pt: 0.25 }}
      />
    }
    label="结对名单已和各单位核对一致，空白和重复都已处理或说明原因"
  />
);
