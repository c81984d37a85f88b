import Sync from '@mui/icons-material/Sync';
import { Box, Button, Typography } from '@mui/material';
import {
  ConfirmUnitDocument,
  CountersignUnitDocument,
  ReopenUnitDocument,
  type UnitYearFragment,
} from '@qinyou/schema';
import { useState } from 'react';
import { useMay, useMe } from '../../providers/session.ts';
import { BlockerList, Notice, Section, useFocusKept, useIntent, withUnit } from '../../shared/index.ts';
import { Figures } from './Figures.tsx';
import { ReasonDialog } from './ReasonDialog.tsx';
import { MaySign, Signatory } from './signing-parts.tsx';
import { useRequestId } from './request-id.ts';
import { useOvertaken } from './use-overtaken.ts';

/** The next signature of a unit beside what blocks it. */
export const UnitAside = ({ year: { unit, digest, next, blockers } }: { year: UnitYearFragment }) => {
  const me = useMe();
  const path = me?.currentGrant?.path ?? '';
  const mayConfirm = useMay('confirmation.confirm') && path === unit.path;
  const signs = useMay('confirmation.countersign');
  const mayCountersign = signs && path === unit.officePath;
  const mayReopen = signs && unit.officePath.startsWith(path);
  const [handingBack, setHandingBack] = useState(false);
  const requestId = useRequestId(unit.version);
  const input = { unitId: unit.id, year: unit.year, version: unit.version, requestId };

  const area = useFocusKept();
  const overtaken = useOvertaken();
  const { failed } = overtaken;
  const confirm = useIntent(ConfirmUnitDocument, {
    failed,
    said: () => `${unit.name}已确认，等${unit.officeName}会签`,
  });
  const countersign = useIntent(CountersignUnitDocument, {
    failed,
    said: () => `${unit.name}已会签`,
  });
  const sign = async () => {
    const seen = { input: { ...input, digest } };
    if (await (countersigning ? countersign.run(seen) : confirm.run(seen))) overtaken.forget();
  };
  const reopen = useIntent(ReopenUnitDocument, { said: () => `${unit.name}已退回，请联络员重核` });

  const countersigning = next === 'COUNTERSIGN';
  const mine = countersigning ? mayCountersign : next === 'CONFIRM' && mayConfirm;
  const blocked = blockers.length > 0;
  const verb = countersigning ? '会签' : '确认';
  const waitsFor = countersigning
    ? unit.officeName
    : unit.liaisons.length > 0
      ? `联络员${unit.liaisons.join('、')}`
      : '单位联络员';
  return (
    <Section
      ref={area}
      title={
        next === null
          ? unit.past && unit.state !== 'COUNTERSIGNED'
            ? '没有签完'
            : '已签完'
          : countersigning
            ? `${unit.officeName}会签`
            : '单位确认'
      }
      aside={
        <MaySign blocked={blocked}>
          {unit.past && '只能查看'}
          {next !== null && (blocked ? `还不能${verb}` : mine ? `可以${verb}了` : `等${waitsFor}`)}
        </MaySign>
      }
    >
      <Box sx={{ display: 'grid', gap: 1.5 }}>
        {blocked && (
          <div>
            <Typography variant="h3">先解决这 {withUnit(blockers.length, '项')}</Typography>
            <BlockerList
              blockers={blockers.map(({ code, ...b }) => ({
                id: code,
                ...b,
                // Placing and excusing is the office's; others see whom it is about.
                ...(countersigning && !signs
                  ? { to: `/confirmation/unit/${unit.id}#officials`, action: '看是谁' }
                  : {}),
              }))}
            />
          </div>
        )}
        <Figures
          differences={unit.differences}
          total={unit.pairs}
          totalLabel={unit.past ? '当时签的责任结对' : `今天责任结对，${withUnit(unit.cadres, '名')}干部`}
        />
        {mine && (
          <>
            <Signatory called={`${verb}人`} />
            {overtaken.message && (
              <Notice tone="yellow" icon={Sync} role="alert">
                {overtaken.message}
              </Notice>
            )}
            <Button variant="contained" size="large" disabled={blocked} onClick={() => void sign()}>
              {verb} {withUnit(unit.pairs, '对')}结对
            </Button>
          </>
        )}
        {next !== null && (
          <Typography variant="caption" color="text.secondary" sx={{ textAlign: 'center' }}>
            {countersigning
              ? `${signs && !mayCountersign ? `只有${unit.officeName}能会签，你只能退回重核。` : ''}会签后县里才能确认；以后有改动要重签。`
              : `确认后由${unit.officeName}会签；以后有改动要重签。`}
          </Typography>
        )}
        {mayReopen && !unit.past && unit.state !== 'DRAFT' && (
          <Button color="secondary" onClick={() => setHandingBack(true)}>
            退回重核
          </Button>
        )}
      </Box>
      <ReasonDialog
        open={handingBack}
        title={`把${unit.name}退回重核？`}
        doIt="退回重核"
        leave="先不退回"
        pending={reopen.pending}
        onLeave={() => setHandingBack(false)}
        onDo={(reason) =>
          void reopen.run({ input: { ...input, reason } }).then((done) => done && setHandingBack(false))
        }
      >
        <span>联络员会看到原因，核对后重新确认。签过的名单还在，可以对照。</span>
      </ReasonDialog>
    </Section>
  );
};
