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
  useAsk,
  withUnit,
  type Crumb,
} from '../../shared/index.ts';
import { tight, unitWord } from './confirmation-words.ts';
import { DraftTable } from './DraftTable.tsx';
import { History } from './History.tsx';
import { OfficialsCard } from './OfficialsCard.tsx';
import { UnitAside } from './UnitAside.tsx';
import { YearSteps } from './YearSteps.tsx';

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
  const unit = asked.data?.confirmationOfUnit.unit;
  const unopened = own && unit !== undefined && unit.openedAt === null ? unit.year : null;
  useEffect(() => {
    // Noted once, on the first look; nothing on the page hangs on the answer.
    if (unopened !== null) void tell(OpenConfirmationDocument, { input: { unitId, year: unopened } });
  }, [unitId, unopened]);
  return (
    <Answer of={asked} rows={10}>
      {({ confirmationOfUnit }) => <Loaded year={confirmationOfUnit} crumbs={crumbs} />}
    </Answer>
  );
};

const Loaded = ({ year, crumbs }: { year: UnitYearFragment; crumbs: readonly Crumb[] }) => {
  const { unit, deadline, officials } = year;
  const word = unitWord(unit);
  const confirmed = unit.state !== 'DRAFT' && !unit.changedSince;
  const differing = unit.differences.added + unit.differences.moved + unit.differences.ended;
  return (
    <>
      <PageHeading
        title={`${unit.name} ${String(unit.year)} 年度确认`}
        crumbs={crumbs.length > 0 ? [...crumbs, { label: unit.name }] : []}
        lamp={{ lamp: unit.lamp, reason: tight(unit.reason), ...(word ? { word } : {}) }}
      />
      <YearSteps
        steps={[
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
            note:
              unit.confirmedAt && confirmed ? formatMoment(unit.confirmedAt) : `截止 ${formatDate(deadline)}`,
            done: confirmed,
          },
          {
            name: `${unit.officeName}会签`,
            note:
              unit.state === 'COUNTERSIGNED' && confirmed ? formatMoment(unit.countersignedAt) : '确认以后',
            done: unit.state === 'COUNTERSIGNED' && confirmed,
          },
        ]}
      />
      {unit.changedSince && unit.state !== 'DRAFT' && (
        <Box sx={{ mb: 1.5 }}>
          <Notice tone="yellow" icon={Sync} title="确认以后又改了。">
            {formatMoment(unit.changedSince)}起改了 {withUnit(unit.changes, '处')}
            ，要重新确认、重新会签。上次签的名单还在下面。
          </Notice>
        </Box>
      )}
      <Box
        sx={{
          display: 'grid',
          gap: 1.5,
          gridTemplateColumns: { xs: 'minmax(0, 1fr)', lg: 'minmax(0, 1fr) 336px' },
          alignItems: 'start',
        }}
      >
        <Box sx={{ display: 'grid', gap: 1.5, minWidth: 0 }}>
          {officials.length > 0 && <OfficialsCard year={year} />}
          <DraftTable unit={unit} />
          <History subjectId={unit.id} year={unit.year} />
        </Box>
        <UnitAside year={year} key={unit.version} />
      </Box>
    </>
  );
};
