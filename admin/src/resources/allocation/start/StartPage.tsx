import Info from '@mui/icons-material/InfoOutlined';
import { Box, Button } from '@mui/material';
import {
  AllocationRunsDocument,
  AllocationSettingDocument,
  AllocationSupplyDocument,
  MunicipalPlacesDocument,
  type AllocationSettingPartsFragment,
} from '@qinyou/schema';
import { useState } from 'react';
import { Link } from 'react-router-dom';
import { useArea, useYear, type Area } from '../../../layout/area.ts';
import { Answer, Notice, PageHeading, useAsk } from '../../../shared/index.ts';
import { OPEN_STATES, runPathOf, STATE_WORDS, titleOf } from '../allocation-words.ts';
import { settingsOf } from '../settings/settings.ts';
import { NeedCard } from './NeedCard.tsx';
import { RunsCard } from './RunsCard.tsx';
import { SentCard } from './SentCard.tsx';
import { SettingCard } from './SettingCard.tsx';
import { SupplyCard } from './SupplyCard.tsx';
import { useOpening } from './use-opening.ts';

/** 统筹分配: who can take households, who has nobody, what matters, and the runs of before. */
const StartPage = () => {
  const [area] = useArea();
  const [year] = useYear();
  const setting = useAsk(AllocationSettingDocument, { year }, { enabled: area.path !== '' });
  return (
    <Answer of={setting} rows={12}>
      {({ allocationSetting }) => (
        <Start
          key={`${area.path} ${allocationSetting.version}`}
          area={area}
          year={year}
          setting={allocationSetting}
        />
      )}
    </Answer>
  );
};

interface Props {
  area: Area;
  year: number | null;
  setting: AllocationSettingPartsFragment;
}

const Start = ({ area, year, setting }: Props) => {
  const path = runPathOf(area.path);
  const [settings, setSettings] = useState(() => settingsOf(setting));
  const supply = useAsk(AllocationSupplyDocument, { within: path, year });
  const sent = useSent(area, setting.year);
  const latest = useAsk(AllocationRunsDocument, { page: { number: 1, size: 20 } });
  const underWay = latest.data?.allocationRuns.items.find(
    (run) => OPEN_STATES.includes(run.state) && (run.path.startsWith(path) || path.startsWith(run.path)),
  );
  const { open, pending } = useOpening({ path, year, settings });
  return (
    <>
      <PageHeading
        title="统筹分配"
        beside="先让尽量多的户有干部，再让换人尽量少，然后照你看重的来；看过提案才写入"
        actions={
          <Button
            variant="contained"
            disabled={pending || latest.isPending || underWay !== undefined}
            onClick={() => void open()}
          >
            {`算 ${String(setting.year)} 年的提案`}
          </Button>
        }
      />
      <Box sx={{ display: 'grid', gap: 1.5 }}>
        {underWay && (
          <Notice
            tone="info"
            icon={Info}
            role="status"
            title={`${titleOf(underWay)}还没有办完：`}
            actions={
              <Button size="small" variant="outlined" component={Link} to={`/allocation/${underWay.id}`}>
                接着办
              </Button>
            }
          >
            {`${STATE_WORDS[underWay.state]}，${underWay.openedBy}开的。发布或放弃以后，才能开新的。`}
          </Notice>
        )}
        <Box
          sx={{
            display: 'grid',
            gap: 1.5,
            alignItems: 'start',
            gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: 'minmax(0, 1fr) 320px' },
          }}
        >
          <Box sx={{ display: 'grid', gap: 1.5, minWidth: 0 }}>
            <NeedCard path={path} year={year} />
            <Answer of={supply} rows={8}>
              {({ allocationSupply }) => <SupplyCard units={allocationSupply} sent={sent} />}
            </Answer>
          </Box>
          <Box sx={{ display: 'grid', gap: 1.5, order: { xs: -1, md: 0 } }}>
            <SettingCard setting={setting} settings={settings} onChange={setSettings} />
            {sent !== undefined && sent.cadres > 0 && (
              <SentCard year={setting.year} countyId={sent.id} cadres={sent.cadres} />
            )}
            <RunsCard />
          </Box>
        </Box>
      </Box>
    </>
  );
};

/** What the city has sent this county; nothing where the area is the city. */
const useSent = ({ regionId }: Area, year: number) => {
  const { data } = useAsk(MunicipalPlacesDocument, { year });
  const counties = data?.municipalPlaces ?? [];
  return counties.length === 1 ? counties[0] : counties.find(({ id }) => id === regionId);
};

export default StartPage;
