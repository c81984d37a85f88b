import { Box, Button } from '@mui/material';
import {
  ProgrammeYearsDocument,
  SaveAllocationSettingDocument,
  type AllocationSettingPartsFragment,
} from '@qinyou/schema';
import { Link } from 'react-router-dom';
import { useMay } from '../../../providers/session.ts';
import { Section, useAsk, useIntent, withUnit } from '../../../shared/index.ts';
import { Facts } from '../../people/parts/Facts.tsx';
import { RANK } from '../../people/people-words.ts';
import { FirstVillages } from '../settings/FirstVillages.tsx';
import { sameSettings, settingsOf, type Settings } from '../settings/settings.ts';
import { LabelledSlider, WeightSliders } from '../settings/WeightSliders.tsx';
import { Fits } from './Fits.tsx';

interface Props {
  /** The year’s. */
  setting: AllocationSettingPartsFragment;
  settings: Settings;
  onChange: (settings: Settings) => void;
}

/** 看重什么: what the next run shall go by. */
export const SettingCard = ({ setting, settings, onChange }: Props) => {
  const base = settingsOf(setting);
  const maySave = useMay('allocation.settings');
  const save = useIntent(SaveAllocationSettingDocument, {
    said: () => `${String(setting.year)} 年的统筹分配以后都先照这样`,
  });
  const { hardFrom, weights } = settings;
  const keep = () => {
    const fits = setting.fits.map(({ field, cause, why }) => ({ field, cause, why }));
    void save.run({ input: { year: setting.year, version: setting.version, hardFrom, weights, fits } });
  };
  return (
    <Section title="看重什么" hint="0 是不看，100 是最看重">
      <Box sx={{ display: 'grid', gap: 1.5 }}>
        <WeightSliders
          weights={weights}
          before={base.weights}
          onChange={(next) => onChange({ ...settings, weights: next })}
        />
        <LabelledSlider
          label="困难分几分起算最困难"
          value={hardFrom}
          before={base.hardFrom}
          hint="贫困村和最困难的户先安排"
          onChange={(next) => onChange({ ...settings, hardFrom: next })}
        />
        <FirstVillages
          ids={settings.firstVillageIds}
          onChange={(firstVillageIds) => onChange({ ...settings, firstVillageIds })}
        />
        {maySave && !sameSettings({ ...base, hardFrom, weights }, base) && (
          <Button variant="outlined" disabled={save.pending} onClick={keep}>
            {`${String(setting.year)} 年都先照这样`}
          </Button>
        )}
        <Fits fits={setting.fits} />
        <Quotas year={setting.year} />
      </Box>
    </Section>
  );
};

/** 每人最多几户, as the year has it (R1). */
const Quotas = ({ year }: { year: number }) => {
  const mayChange = useMay('pairing.settings');
  const { data } = useAsk(ProgrammeYearsDocument, {});
  const quotas = data?.programmeYears.find((one) => one.year === year)?.quotas ?? [];
  return (
    <Box>
      <Box sx={{ display: 'flex', typography: 'body2' }}>
        <b>每人最多几户</b>
        <Box sx={{ flex: 1 }} />
        {mayChange && <Link to="/settings/years">去改</Link>}
      </Box>
      <Facts
        facts={quotas.map(({ rank, households }) => ({
          label: RANK[rank],
          value: households === 0 ? '不派' : withUnit(households, '户'),
        }))}
      />
    </Box>
  );
};
