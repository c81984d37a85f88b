import Add from '@mui/icons-material/Add';
import { Box, Button } from '@mui/material';
import {
  AllocationSettingDocument,
  SaveAllocationSettingDocument,
  type AllocationSettingPartsFragment,
} from '@qinyou/schema';
import { useState } from 'react';
import {
  Answer,
  ConflictBar,
  Empty,
  PageHeading,
  Section,
  StickyBar,
  useAsk,
  useIntent,
  useShortcuts,
  withUnit,
} from '../../../shared/index.ts';
import { useDictionary } from '../../people/parts/use-dictionary.ts';
import { settingsOf } from '../settings/settings.ts';
import { FitRow } from './FitRow.tsx';
import { fitFaults, fitsDifference, type FitFault, type FitLine } from './fits.ts';

/** 专长对主因: which field of work helps against which cause, for every year. */
const FitsPage = () => {
  const asked = useAsk(AllocationSettingDocument, {});
  return (
    <Answer of={asked} rows={8}>
      {({ allocationSetting }) => <Editor key={allocationSetting.version} setting={allocationSetting} />}
    </Answer>
  );
};

type Setting = AllocationSettingPartsFragment;

let serial = 0;
const keyed = (fits: Setting['fits']): FitLine[] =>
  fits.map(({ field, cause, why }) => ({ field, cause, why, key: ++serial }));
const bare = (lines: readonly FitLine[]) =>
  lines.map(({ field, cause, why }) => ({ field, cause, why: why.trim() }));

const Editor = ({ setting }: { setting: Setting }) => {
  const [lines, setLines] = useState(() => keyed(setting.fits));
  const [base, setBase] = useState(setting);
  const [theirs, setTheirs] = useState<Setting | null>(null);
  const [tried, setTried] = useState(false);
  const causes = useDictionary('POVERTY_CAUSE');
  const causeOf = (code: string) => causes.find(({ value }) => value === code)?.label ?? code;
  const changes = (to: Setting['fits'] | ReturnType<typeof bare>) => fitsDifference(base.fits, to, causeOf);
  const differences = changes(bare(lines));
  const faults = fitFaults(lines);
  const sound = Object.keys(faults).length === 0;
  const save = useIntent(SaveAllocationSettingDocument, {
    said: () => '专长和主因存好了，以后算的分配都照这样',
    failed: ({ code, current }) => {
      if (code !== 'CONFLICT' || !current) return false;
      setTheirs(current as unknown as Setting);
      return true;
    },
  });
  const write = (over: Setting = base) => {
    setTried(true);
    if (!sound || differences.length === 0) return;
    const { hardFrom, weights } = settingsOf(over);
    const { year, version } = over;
    void save.run({ input: { year, version, hardFrom, weights, fits: bare(lines) } });
  };
  useShortcuts([{ keys: 'ctrl+s', does: '保存', run: () => write() }]);
  const takeTheirs = (now: Setting) => {
    setBase(now);
    setLines(keyed(now.fits));
    setTheirs(null);
  };
  return (
    <>
      <PageHeading
        title="专长和主因"
        beside="单位的专长对得上一户的主因，分配时就先派他；哪年都一样"
        actions={
          <Button
            variant="outlined"
            startIcon={<Add />}
            onClick={() => setLines([...lines, { key: ++serial, field: '', cause: '', why: '' }])}
          >
            加一行
          </Button>
        }
      />
      <Box sx={{ display: 'grid', gap: 1.5 }}>
        {theirs && (
          <ConflictBar
            fields={[{ name: 'fits', label: '专长和主因', show: (value) => String(value) }]}
            yours={{ fits: differences.join('；') }}
            theirs={{ fits: changes(theirs.fits).join('；') }}
            saving={save.pending}
            onSave={({ fits }) => {
              if (fits !== differences.join('；')) return takeTheirs(theirs);
              setBase(theirs);
              setTheirs(null);
              write(theirs);
            }}
            onTakeTheirs={() => takeTheirs(theirs)}
          />
        )}
        <Section title={withUnit(lines.length, '行')} hint="一行一对，先后不算" padded={false}>
          {lines.length === 0 && (
            <Empty kind="none" title="一行也没有">
              分配不看专长；要看，就加一行
            </Empty>
          )}
          <Box component="ul" aria-label="专长和主因" sx={{ m: 0, p: 0, listStyle: 'none' }}>
            {lines.map((line, at) => (
              <FitRow
                key={line.key}
                line={line}
                at={at}
                causes={causes}
                fault={tried || isTwice(line, faults[at]) ? faults[at] : undefined}
                onChange={(next) => setLines(lines.map((one) => (one.key === line.key ? next : one)))}
                onDrop={() => setLines(lines.filter(({ key }) => key !== line.key))}
              />
            ))}
          </Box>
        </Section>
      </Box>
      {(differences.length > 0 || lines.length !== base.fits.length) && (
        <StickyBar says={differences.join('；') || '把新的一行填好'}>
          <Button color="secondary" onClick={() => takeTheirs(base)}>
            不改了
          </Button>
          <Button variant="contained" disabled={save.pending} onClick={() => write()}>
            保存专长和主因
          </Button>
        </StickyBar>
      )}
    </>
  );
};

/** Told at once; what is only not filled in yet waits until it is to be saved. */
const isTwice = ({ cause }: FitLine, fault: FitFault | undefined) => cause !== '' && fault?.on === 'cause';

export default FitsPage;
