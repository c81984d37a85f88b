import Sync from '@mui/icons-material/Sync';
import { Box } from '@mui/material';
import { CountyConfirmationDocument, CountyConfirmationsDocument } from '@qinyou/schema';
import {
  Answer,
  ErrorNotice,
  formatDate,
  formatMoment,
  Notice,
  PageHeading,
  tight,
  useAsk,
  withUnit,
  type Crumb,
} from '../../shared/index.ts';
import { CountyAside } from './CountyAside.tsx';
import { History } from './History.tsx';
import { UnitsTable } from './UnitsTable.tsx';
import { YearSteps } from './YearSteps.tsx';
import { YearColumns } from './YearColumns.tsx';

/** A county's year: its units, what blocks, and the signature beside it. */
export const CountyView = ({
  path,
  year,
  crumbs,
}: {
  path: string;
  year: number | null;
  crumbs: readonly Crumb[];
}) => {
  const all = useAsk(CountyConfirmationsDocument, { year });
  const id = all.data?.countyConfirmations.find((county) => county.path === path)?.id;
  const county = useAsk(
    CountyConfirmationDocument,
    { countyId: id ?? '', year },
    { enabled: id !== undefined },
  );
  if (all.error) return <ErrorNotice error={all.error} onRetry={() => void all.refetch()} />;
  return (
    <Answer of={county} rows={10}>
      {({ countyConfirmation: one }) => {
        const { county: c, differences } = one;
        const confirmedUnits = c.unitsTotal - c.unitsOpen + c.unitsToCountersign;
        const signed = c.unitsTotal - c.unitsOpen;
        return (
          <>
            <PageHeading
              title={`${c.name} ${String(c.year)} 年度确认`}
              crumbs={crumbs.length > 0 ? [...crumbs, { label: c.name }] : []}
              lamp={{
                lamp: c.lamp,
                reason: c.reason === '已关账' ? null : tight(c.reason),
                ...(c.state === 'CLOSED' ? { word: '已关账' } : {}),
              }}
            />
            <YearSteps
              steps={[
                {
                  name: '结转去年',
                  note: withUnit(differences.same + differences.moved + differences.ended, '对'),
                  done: true,
                },
                {
                  name: '单位确认',
                  note: `${String(confirmedUnits)} / ${String(c.unitsTotal)}`,
                  done: confirmedUnits === c.unitsTotal,
                },
                {
                  name: '县里会签',
                  note: `${String(signed)} / ${String(c.unitsTotal)}`,
                  done: signed === c.unitsTotal,
                },
                {
                  name: '县确认',
                  note:
                    c.past && c.state === 'DRAFT'
                      ? '没有确认'
                      : c.confirmedAt && c.state !== 'DRAFT'
                        ? formatMoment(c.confirmedAt)
                        : `截止 ${formatDate(c.deadline)}`,
                  done: c.state !== 'DRAFT' && (!c.changedSince || c.state === 'CLOSED'),
                },
                {
                  name: '关账',
                  note:
                    c.state === 'CLOSED'
                      ? formatMoment(c.closedAt)
                      : c.past
                        ? '没有关账'
                        : '关账后改动要写原因',
                  done: c.state === 'CLOSED',
                },
              ]}
            />
            {c.changedSince && c.state !== 'DRAFT' && (
              <Box sx={{ mb: 1.5 }}>
                <Notice
                  tone="yellow"
                  icon={Sync}
                  title={c.state === 'CLOSED' ? '关账以后改过。' : '确认以后又改了。'}
                >
                  {formatMoment(c.changedSince)}起改了 {withUnit(c.changes, '处')}
                  {c.state === 'CLOSED' ? '，每处都写了原因' : '，要重新确认'}。上次签的名单还在。
                </Notice>
              </Box>
            )}
            <YearColumns aside={<CountyAside year={one} />}>
              <UnitsTable within={path} year={year} direct="县直" past={c.past} />
              <History subjectId={c.id} year={c.year} reopened="重开" />
            </YearColumns>
          </>
        );
      }}
    </Answer>
  );
};
