import Add from '@mui/icons-material/Add';
import { Box, Button } from '@mui/material';
import {
  ProgrammeYearsDocument,
  SaveProgrammeYearDocument,
  type ProgrammeYearRowFragment,
  type SaveProgrammeYearInput,
} from '@qinyou/schema';
import { useState } from 'react';
import { Answer, Empty, formatFullDate, PageHeading, Section, today, useAsk } from '../../shared/index.ts';
import { Facts } from '../people/parts/Facts.tsx';
import { IntentDrawer } from '../people/parts/IntentDrawer.tsx';
import { RANK } from '../people/people-words.ts';
import { SettingHistory } from './SettingHistory.tsx';
import { YEAR_FORM, yearFields, yearInput } from './year-fields.ts';
import { YearEffect } from './YearEffect.tsx';

type Year = ProgrammeYearRowFragment;
/** A year to change, or one to open after the pattern of another. */
type Editing = { year: Year; open: boolean };

/** 年度和名额: by when a year is to be confirmed, and how many households each rank may take (R1, R2, R5). */
const YearsPage = () => {
  const asked = useAsk(ProgrammeYearsDocument, {});
  const [editing, setEditing] = useState<Editing | null>(null);
  return (
    <Answer of={asked} rows={8}>
      {({ programmeYears: years }) => (
        <>
          <PageHeading
            title="年度和名额"
            beside="改名额和上限只管以后的新结对，已有的结对一户不动"
            actions={
              <Button
                variant="contained"
                startIcon={<Add />}
                onClick={() => setEditing({ year: nextAfter(years[0]), open: true })}
              >
                开 {nextAfter(years[0]).year} 年度
              </Button>
            }
          />
          <Box sx={{ display: 'grid', gap: 1.5 }}>
            {years.length === 0 && (
              <Empty kind="none" title="还没有年度">
                先开一个年度，才能导入名册、结对和确认
              </Empty>
            )}
            <Box
              sx={{
                display: 'grid',
                gap: 1.5,
                gridTemplateColumns: 'repeat(auto-fill, minmax(min(320px, 100%), 1fr))',
              }}
            >
              {years.map((year, at) => (
                <YearCard
                  key={year.id}
                  year={year}
                  current={at === 0}
                  onEdit={() => setEditing({ year, open: false })}
                />
              ))}
            </Box>
            <SettingHistory actions={['programmeYear.open', 'programmeYear.change']} />
          </Box>
          {editing && <YearForm {...editing} onClose={() => setEditing(null)} />}
        </>
      )}
    </Answer>
  );
};

const DEFAULTS = [5, 4, 3, 2, 1];

/** The year after the newest, with the newest's settings. */
function nextAfter(newest: Year | undefined): Year {
  const year = newest ? newest.year + 1 : Number(today().slice(0, 4)) + 1;
  const ranks = Object.keys(RANK) as (keyof typeof RANK)[];
  return {
    id: String(year),
    year,
    confirmBy: `${String(year)}${newest?.confirmBy.slice(4) ?? '-03-31'}`,
    householdCap: newest?.householdCap ?? 1,
    quotas: newest?.quotas ?? ranks.map((rank, at) => ({ rank, households: DEFAULTS[at] ?? 1 })),
    version: 0,
  };
}

const YearCard = ({ year, current, onEdit }: { year: Year; current: boolean; onEdit: () => void }) => (
  <Section
    title={`${String(year.year)} 年度`}
    hint={current ? '最新' : undefined}
    aside={
      <Button size="small" onClick={onEdit} aria-label={`修改 ${String(year.year)} 年度`}>
        修改
      </Button>
    }
  >
    <Facts
      facts={[
        { label: '最晚确认', value: formatFullDate(year.confirmBy) },
        { label: '一户最多', value: `${String(year.householdCap)} 名责任干部` },
        ...year.quotas.map(({ rank, households }) => ({
          label: RANK[rank],
          value: households === 0 ? '不派' : `最多 ${String(households)} 户`,
        })),
      ]}
    />
  </Section>
);

const YearForm = ({ year, open, onClose }: Editing & { onClose: () => void }) => {
  const name = `${String(year.year)} 年度`;
  return (
    <IntentDrawer
      title={open ? `开 ${name}` : `修改 ${name}`}
      hint={
        open
          ? '开了以后就是当前年度，现有结对就是它的底稿，各单位可以开始核对。年度开了不能删。'
          : '改的是名额和期限，不结束任何结对。'
      }
      verb={open ? `开 ${name}` : '保存'}
      fields={YEAR_FORM}
      fieldsOf={yearFields}
      record={yearFields(year)}
      version={year.version}
      consequence={(values) => <YearEffect input={yearInput(values, year.year, null)} />}
      document={SaveProgrammeYearDocument}
      variables={(changes, version, base) => ({
        input: (yearInput({ ...base, ...changes }, year.year, version || null) ?? {
          ...base,
          ...changes,
        }) as SaveProgrammeYearInput,
      })}
      said={({ saveProgrammeYear }) => `${String(saveProgrammeYear.year)} 年度存好了`}
      onClose={onClose}
    />
  );
};

export default YearsPage;
