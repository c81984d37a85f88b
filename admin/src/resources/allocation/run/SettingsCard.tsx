import { Section, withUnit } from '../../../shared/index.ts';
import { Facts } from '../../people/parts/Facts.tsx';
import { WEIGHT_WORDS, WEIGHTS } from '../allocation-words.ts';
import type { Run } from '../use-run.ts';

/** What a run went by, where it can no longer be changed. */
export const SettingsCard = ({ settings }: Pick<Run, 'settings'>) => (
  <Section title="这次看重什么">
    <Facts
      facts={[
        ...WEIGHTS.map((name) => ({ label: WEIGHT_WORDS[name], value: String(settings.weights[name]) })),
        { label: '最困难的户', value: `困难分 ${String(settings.hardFrom)} 起` },
        ...(settings.firstVillageIds.length > 0
          ? [{ label: '先安排的村', value: withUnit(settings.firstVillageIds.length, '个') }]
          : []),
      ]}
    />
  </Section>
);
