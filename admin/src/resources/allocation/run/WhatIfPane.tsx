import { Box, Button } from '@mui/material';
import { AllocationWhatIfDocument, ProgrammeYearsDocument } from '@qinyou/schema';
import { useState } from 'react';
import { Link } from 'react-router-dom';
import { useMay } from '../../../providers/session.ts';
import { Answer, Section, useAsk, useRested } from '../../../shared/index.ts';
import { FirstVillages } from '../settings/FirstVillages.tsx';
import { QuotaSteppers, type Quotas } from '../settings/QuotaSteppers.tsx';
import {
  quotaLines,
  quotasOf,
  sameQuotas,
  sameSettings,
  settingsOf,
  type Settings,
} from '../settings/settings.ts';
import { LabelledSlider, WeightSliders } from '../settings/WeightSliders.tsx';
import type { Run, RunActions } from '../use-run.ts';
import { WhatIfResult } from './WhatIfResult.tsx';

interface Props {
  run: Run;
  actions: RunActions;
}

/** 试算: other weights and quotas, and what they would come to, before anything is written. */
export const WhatIfPane = (props: Props) => {
  const years = useAsk(ProgrammeYearsDocument, {});
  return (
    <Answer of={years} rows={8}>
      {({ programmeYears }) => (
        <Pane
          {...props}
          before={quotasOf(programmeYears.find(({ year }) => year === props.run.year)?.quotas ?? [])}
        />
      )}
    </Answer>
  );
};

const Pane = ({ run, actions, before }: Props & { before: Quotas }) => {
  const base = settingsOf(run.settings);
  const [settings, setSettings] = useState<Settings>(base);
  const [quotas, setQuotas] = useState(before);
  const mayQuotas = useMay('pairing.settings');
  const otherSettings = !sameSettings(settings, base);
  const otherQuotas = !sameQuotas(quotas, before);
  const changed = otherSettings || otherQuotas;
  const rested = useRested({ settings, quotas });
  const outcome = useAsk(
    AllocationWhatIfDocument,
    {
      input: {
        id: run.id,
        settings: rested.settings,
        quotas: sameQuotas(rested.quotas, before) ? null : quotaLines(rested.quotas),
      },
    },
    { enabled: changed },
  );
  const back = () => {
    setSettings(base);
    setQuotas(before);
  };
  return (
    <Section
      title="试算"
      padded={false}
      aside={
        changed && (
          <Button size="small" onClick={back} sx={{ mr: -1 }}>
            还原
          </Button>
        )
      }
    >
      <Part title="看重什么" hint="户都有干部、少换人、困难的先安排，永远排在前面">
        <WeightSliders
          weights={settings.weights}
          before={base.weights}
          onChange={(weights) => setSettings({ ...settings, weights })}
        />
      </Part>
      <Part title="先安排谁">
        <LabelledSlider
          label="困难分几分起算最困难"
          value={settings.hardFrom}
          before={base.hardFrom}
          onChange={(hardFrom) => setSettings({ ...settings, hardFrom })}
        />
        <FirstVillages
          ids={settings.firstVillageIds}
          onChange={(firstVillageIds) => setSettings({ ...settings, firstVillageIds })}
        />
      </Part>
      <Part title="每人最多几户">
        <QuotaSteppers quotas={quotas} before={before} onChange={setQuotas} />
      </Part>
      {changed && run.counts && (
        <WhatIfResult outcome={outcome} now={run.counts}>
          {otherQuotas && (
            <Box sx={{ typography: 'caption', color: 'text.secondary' }}>
              {mayQuotas ? (
                <>
                  名额要在 <Link to="/settings/years">年度和名额</Link> 里改，改好再重新算。
                </>
              ) : (
                '名额由市办定，这里只是试；要改，把结果拿给市办看。'
              )}
            </Box>
          )}
          {otherSettings && (
            <Button
              fullWidth
              variant="outlined"
              disabled={actions.pending}
              onClick={() => void actions.again({ ...settings })}
            >
              {otherQuotas ? '只照看重的重新算' : '照这样重新算'}
            </Button>
          )}
        </WhatIfResult>
      )}
    </Section>
  );
};

const Part = ({ title, hint, children }: { title: string; hint?: string; children: React.ReactNode }) => (
  <Box sx={{ p: 2, display: 'grid', gap: 1, '& + &': { borderTop: 1, borderColor: 'divider' } }}>
    <Box component="h3" sx={{ m: 0, typography: 'subtitle2', color: 'text.secondary' }}>
      {title}
    </Box>
    {hint && <Box sx={{ typography: 'caption', color: 'text.secondary' }}>{hint}</Box>}
    {children}
  </Box>
);
