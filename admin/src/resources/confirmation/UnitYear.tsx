import Sync from '@mui/icons-material/Sync';
import { Box } from '@mui/material';
import { ConfirmationOfUnitDocument, OpenConfirmationDocument, type UnitYearFragment } from '@qinyou/schema';
import { useEffect } from 'react';
import { tell } from '../../providers/graph.ts';
import { useMay } from '../../providers/session.ts';
import {
  Answer,
  formatDate,
  formatMoment,
  Notice,
  PageHeading,
  tight,
  useAsk,
  withUnit,
  type Crumb,
} from '../../shared/index.ts';
import { unitWord } from './confirmation-words.ts';
import { DraftTable } from './DraftTable.tsx';
import { History } from './History.tsx';
import { OfficialsCard } from './OfficialsCard.tsx';
import { UnitAside } from './UnitAside.tsx';
import { YearSteps, type YearStep } from './YearSteps.tsx';
import { YearColumns } from './YearColumns.tsx';

/** One unit's year: what differs from last year, who has no friend, and the signature beside what blocks it. */
export const UnitYear = ({
  unitId,
  year,
  crumbs,
}: {
  unitId: string;
  year: number | null;
  crumbs: readonly Crumb[];
}) => {
  const own = useMay('confirmation.confirm');
  const asked = useAsk(ConfirmationOfUnitDocument, { unitId, year });
  const { refetch } = asked;
  const unit = asked.data?.confirmationOfUnit.unit;
  const unopened = own && unit !== undefined && unit.openedAt === null && !unit.past ? unit.year : null;
  useEffect(() => {
    // Noted once, on the first look; the page then no longer says that nobody has opened the draft.
    if (unopened !== null)
      void tell(OpenConfirmationDocument, { input: { unitId, year: unopened } }).then(() => refetch());
  }, [unitId, unopened, refetch]);
  return (
    <Answer of={asked} rows={10}>
      {({ confirmationOfUnit }) => <Loaded year={confirmationOfUnit} crumbs={crumbs} />}
    </Answer>
  );
};

const Loaded = ({ year, crumbs }: { year: UnitYearFragment; crumbs: readonly Crumb[] }) => {
  const { unit, officials } = year;
  const word = unitWord(unit);
  return (
    <>
      <PageHeading
        title={`${unit.name} ${String(unit.year)} 年度确认`}
        crumbs={crumbs.length > 0 ? [...crumbs, { label: unit.name }] : []}
        lamp={{ lamp: unit.lamp, reason: tight(unit.reason), ...(word ? { word } : {}) }}
      />
      <YearSteps steps={stepsOf(year)} />
      {unit.changedSince && unit.state !== 'DRAFT' && (
        <Box sx={{ mb: 1.5 }}>
          <Notice tone="yellow" icon={Sync} title="确认以后又改了。">
            {formatMoment(unit.changedSince)}起改了 {withUnit(unit.changes, '处')}
            ，要重新确认、重新会签。上次签的名单还在下面。
          </Notice>
        </Box>
      )}
      <YearColumns aside={<UnitAside year={year} />}>
        {officials.length > 0 && <OfficialsCard year={year} />}
        <DraftTable
          whose={{ owner: 'UNIT', id: unit.id, year: unit.year, past: unit.past }}
          differences={unit.differences}
        />
        <History subjectId={unit.id} year={unit.year} />
      </YearColumns>
    </>
  );
};

/** The unit’s year in four steps; of a year that is over, how it ended. */
const stepsOf = ({ unit, deadline, officials }: UnitYearFragment): YearStep[] => {
  const confirmed = unit.state !== 'DRAFT' && !unit.changedSince;
  const countersigned = unit.state === 'COUNTERSIGNED' && confirmed;
  const differing = unit.differences.added + unit.differences.moved + unit.differences.ended;
  const steps: YearStep[] = [
    {
      name: '核对差别',
      note: differing > 0 ? `和去年有 ${withUnit(differing, '处')}不同` : '和去年一样',
      done: unit.openedAt !== null || confirmed,
    },
    {
      name: '上报没有朋友的',
      note:
        officials.length === 0
          ? '人人都有朋友'
          : `${String(officials.length - unit.unreported)} / ${String(officials.length)} 人`,
      done: unit.unreported === 0,
    },
    {
      name: '单位确认',
      note: confirmed
        ? formatMoment(unit.confirmedAt)
        : unit.past
          ? '没有确认'
          : `截止 ${formatDate(deadline)}`,
      done: confirmed,
    },
    {
      name: `${unit.officeName}会签`,
      note: countersigned ? formatMoment(unit.countersignedAt) : unit.past ? '没有会签' : '确认以后',
      done: countersigned,
    },
  ];
  // Who had no friend in a year that is over is not known any more.
  return unit.past ? steps.filter((_, i) => i !== 1) : steps;
};
