import { Box, Button } from '@mui/material';
import {
  ConfirmUnitDocument,
  CountersignUnitDocument,
  ReopenUnitDocument,
  type UnitYearFragment,
} from '@qinyou/schema';
import { useState } from 'react';
import { useMay, useMe } from '../../providers/session.ts';
import { Section, useFocusKept, useIntent, withUnit } from '../../shared/index.ts';
import { Figures } from './Figures.tsx';
import { ReasonDialog } from './ReasonDialog.tsx';
import { MaySign, SignHere, WhatBlocks, WhatFollows } from './signing-parts.tsx';
import { useRequestId } from './request-id.ts';
import { useOvertaken } from './use-overtaken.ts';

type Unit = UnitYearFragment['unit'];

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

  const overtaken = useOvertaken();
  const { failed } = overtaken;
  const confirm = useIntent(ConfirmUnitDocument, {
    failed,
    said: () => `${unit.name}已确认，等${unit.officeName}会签`,
  });
  const countersign = useIntent(CountersignUnitDocument, { failed, said: () => `${unit.name}已会签` });
  const countersigning = next === 'COUNTERSIGN';
  const sign = async () => {
    const seen = { input: { unitId: unit.id, year: unit.year, version: unit.version, requestId, digest } };
    if (await (countersigning ? countersign.run(seen) : confirm.run(seen))) overtaken.forget();
  };

  const area = useFocusKept();
  const mine = countersigning ? mayCountersign : next === 'CONFIRM' && mayConfirm;
  const blocked = blockers.length > 0;
  const verb = countersigning ? '会签' : '确认';
  // Placing and excusing is the office's; others see whom it is about.
  const onlyLooks = countersigning && !signs;
  const seeWho = { to: `/confirmation/unit/${unit.id}#officials`, action: '看是谁' };
  return (
    <Section
      ref={area}
      title={headingOf(unit, next)}
      aside={
        <MaySign blocked={blocked}>
          {unit.past && '只能查看'}
          {next !== null &&
            (blocked ? `还不能${verb}` : mine ? `可以${verb}了` : `等${signerOf(unit, next)}`)}
        </MaySign>
      }
    >
      <Box sx={{ display: 'grid', gap: 1.5 }}>
        {blocked && (
          <WhatBlocks
            blockers={blockers.map(({ code, ...b }) => ({ id: code, ...b, ...(onlyLooks ? seeWho : {}) }))}
          />
        )}
        <Figures
          differences={unit.differences}
          total={unit.pairs}
          totalLabel={unit.past ? '当时签的责任结对' : `今天责任结对，${withUnit(unit.cadres, '名')}干部`}
        />
        {mine && (
          <SignHere
            called={`${verb}人`}
            overtaken={overtaken.message}
            disabled={blocked}
            doIt={`${verb} ${withUnit(unit.pairs, '对')}结对`}
            onSign={() => void sign()}
          />
        )}
        {next !== null && (
          <WhatFollows>
            {countersigning && signs && !mayCountersign && `只有${unit.officeName}能会签，你只能退回重核。`}
            {countersigning ? '会签后县里才能确认' : `确认后由${unit.officeName}会签`}；以后有改动要重签。
          </WhatFollows>
        )}
        {mayReopen && !unit.past && unit.state !== 'DRAFT' && (
          <Button color="secondary" onClick={() => setHandingBack(true)}>
            退回重核
          </Button>
        )}
      </Box>
      <HandBackDialog
        unit={unit}
        requestId={requestId}
        open={handingBack}
        onLeave={() => setHandingBack(false)}
      />
    </Section>
  );
};

function headingOf({ past, state, officeName }: Unit, next: UnitYearFragment['next']): string {
  if (next === null) return past && state !== 'COUNTERSIGNED' ? '没有签完' : '已签完';
  return next === 'COUNTERSIGN' ? `${officeName}会签` : '单位确认';
}

function signerOf({ officeName, liaisons }: Unit, next: UnitYearFragment['next']): string {
  if (next === 'COUNTERSIGN') return officeName;
  return liaisons.length > 0 ? `联络员${liaisons.join('、')}` : '单位联络员';
}

const HandBackDialog = ({
  unit: { id: unitId, name, year, version },
  requestId,
  open,
  onLeave,
}: {
  unit: Unit;
  requestId: string;
  open: boolean;
  onLeave: () => void;
}) => {
  const { run, pending } = useIntent(ReopenUnitDocument, { said: () => `${name}已退回，请联络员重核` });
  return (
    <ReasonDialog
      open={open}
      title={`把${name}退回重核？`}
      doIt="退回重核"
      leave="先不退回"
      pending={pending}
      onLeave={onLeave}
      onDo={(reason) =>
        void run({ input: { unitId, year, version, requestId, reason } }).then((done) => done && onLeave())
      }
    >
      <span>联络员会看到原因，核对后重新确认。签过的名单还在，可以对照。</span>
    </ReasonDialog>
  );
};
