import { AcknowledgeWaitingDocument, ReopenCountyDocument, type CountyYearFragment } from '@qinyou/schema';
import { ThinkTwice, useIntent, withUnit } from '../../shared/index.ts';
import { ReasonDialog } from './ReasonDialog.tsx';

type County = CountyYearFragment['county'];

interface DialogProps {
  county: County;
  open: boolean;
  onLeave: () => void;
}

/** R5: why those who wait for a friend have to wait, said once for all of them. */
export const WaitingDialog = ({ county, open, onLeave }: DialogProps) => {
  const { id: countyId, year, version, waiting } = county;
  const { run, pending } = useIntent(AcknowledgeWaitingDocument, {
    said: () => `${withUnit(waiting, '户')}待安排的原因记下了`,
  });
  return (
    <ReasonDialog
      open={open}
      title={`${withUnit(waiting, '户')}为什么还要等`}
      doIt={`说明 ${withUnit(waiting, '户')}`}
      leave="先不写"
      pending={pending}
      onLeave={onLeave}
      onDo={(reason) =>
        void run({ input: { countyId, year, version, reason } }).then((done) => done && onLeave())
      }
    >
      <span>这些户按困难程度排在名额之后。说明一次，全年有效。</span>
    </ReasonDialog>
  );
};

/** The city gives a county its year back. */
export const ReopenDialog = ({
  county,
  requestId,
  open,
  onLeave,
}: DialogProps & {
  requestId: string;
}) => {
  const { id: countyId, year, version, name } = county;
  const title = `${name} ${String(year)} 年度`;
  const { run, pending } = useIntent(ReopenCountyDocument, {
    said: () => `${title}已重开，请县里改完重新确认`,
  });
  return (
    <ReasonDialog
      open={open}
      title={`重开${title}？`}
      doIt={`重开${name}`}
      leave="先不重开"
      pending={pending}
      onLeave={onLeave}
      onDo={(reason) =>
        void run({ input: { countyId, year, version, requestId, reason } }).then((done) => done && onLeave())
      }
    >
      <span>县里要重新确认，市里要重新关账。以前签过的名单还在，可以对照。</span>
    </ReasonDialog>
  );
};

/** Whoever closes a county sees once more what is laid down. */
export const CloseDialog = ({
  year: { county, pairs, households },
  open,
  pending,
  onLeave,
  onClose,
}: Omit<DialogProps, 'county'> & { year: CountyYearFragment; pending: boolean; onClose: () => void }) => (
  <ThinkTwice
    open={open}
    title={`关账：${county.name} ${String(county.year)} 年度？`}
    doIt={`关账 ${withUnit(pairs, '对')}`}
    leave="先不关账"
    disabled={pending}
    onLeave={onLeave}
    onDo={onClose}
  >
    <span>
      {withUnit(households, '户')}、{withUnit(pairs, '对')}
      按今天的样子定下来。关账以后改动要写原因；要整体重来，只有市办能重开。
    </span>
  </ThinkTwice>
);
