import { Box, Button } from '@mui/material';
import { useState } from 'react';
import { Link, useParams } from 'react-router-dom';
import { Answer, formatMoment, PageHeading, Tag, useFocusKept } from '../../shared/index.ts';
import { BUSY_STATES, STATE_WORDS, titleOf } from './allocation-words.ts';
import { CountsBar } from './run/CountsBar.tsx';
import { CoverageCard } from './run/CoverageCard.tsx';
import { LinesCard } from './run/LinesCard.tsx';
import { LostCard } from './run/LostCard.tsx';
import { PinsCard } from './run/PinsCard.tsx';
import { ProofCard } from './run/ProofCard.tsx';
import { DiscardDialog, PublishDialog } from './run/PublishDialog.tsx';
import { RunState } from './run/RunState.tsx';
import { SettingsCard } from './run/SettingsCard.tsx';
import { WhatIfPane } from './run/WhatIfPane.tsx';
import { publishWords, useRun, useRunActions, type Run } from './use-run.ts';

/** One run: what it would change and why, what other settings would come to, and that nothing better exists (R9). */
const RunPage = () => {
  const { id = '' } = useParams();
  return (
    <Answer of={useRun(id)} rows={12}>
      {({ allocationRun }) => <RunView run={allocationRun} />}
    </Answer>
  );
};

const RunView = ({ run }: { run: Run }) => {
  const actions = useRunActions(run);
  const [asking, setAsking] = useState<'publish' | 'discard' | null>(null);
  const area = useFocusKept<HTMLDivElement>();
  const proposed = run.state === 'PROPOSED';
  const busy = BUSY_STATES.includes(run.state);
  const discardable = proposed || run.state === 'STOPPED' || run.state === 'FAILED';
  return (
    <Box ref={area}>
      <PageHeading
        title={titleOf(run)}
        crumbs={[{ label: '统筹分配', to: '/allocation' }, { label: titleOf(run) }]}
        beside={
          <>
            <Tag>{STATE_WORDS[run.state]}</Tag>
            {run.workedAt && <span>{`${formatMoment(run.workedAt)} 算出，${run.openedBy}开的`}</span>}
          </>
        }
        actions={
          <>
            {discardable && (
              <Button color="secondary" disabled={actions.pending} onClick={() => setAsking('discard')}>
                放弃提案
              </Button>
            )}
            {proposed && !run.stale && (
              <>
                <Button variant="outlined" disabled={actions.pending} onClick={() => void actions.again()}>
                  再算一次
                </Button>
                <Button variant="contained" disabled={actions.pending} onClick={() => setAsking('publish')}>
                  {publishWords(run)}
                </Button>
              </>
            )}
            {run.state === 'PUBLISHED' && (
              <Button variant="contained" component={Link} to={`/allocation/${run.id}/certificate`}>
                看分配证明
              </Button>
            )}
          </>
        }
      />
      <Box sx={{ display: 'grid', gap: 1.5 }}>
        <RunState run={run} actions={actions} onPublish={() => setAsking('publish')} />
        {run.counts && run.state !== 'DISCARDED' && (
          <Box sx={COLUMNS}>
            <Box sx={{ gridArea: 'settings', display: 'grid', gap: 1.5 }}>
              {proposed ? (
                <WhatIfPane key={run.id} run={run} actions={actions} />
              ) : (
                <SettingsCard settings={run.settings} />
              )}
            </Box>
            <Box sx={{ gridArea: 'lines', display: 'grid', gap: 1.5, minWidth: 0 }}>
              <CountsBar counts={run.counts} />
              {run.lost > 0 && <LostCard run={run} />}
              <LinesCard run={run} counts={run.counts} locked={busy || !proposed} />
            </Box>
            <Box sx={{ gridArea: 'proof', display: 'grid', gap: 1.5 }}>
              <ProofCard run={run} counts={run.counts} />
              <CoverageCard run={run} />
              <PinsCard run={run} locked={!proposed} />
            </Box>
          </Box>
        )}
      </Box>
      {asking === 'publish' && run.counts && (
        <PublishDialog run={run} counts={run.counts} actions={actions} onClose={() => setAsking(null)} />
      )}
      {asking === 'discard' && <DiscardDialog run={run} actions={actions} onClose={() => setAsking(null)} />}
    </Box>
  );
};

/** Side by side at the desk; the lines first where there is less room. */
const COLUMNS = {
  display: 'grid',
  gap: 1.5,
  alignItems: 'start',
  gridTemplateAreas: {
    xs: '"lines" "proof" "settings"',
    md: '"lines lines" "settings proof"',
    lg: '"settings lines proof"',
  },
  gridTemplateColumns: {
    xs: 'minmax(0, 1fr)',
    md: 'minmax(0, 1fr) minmax(0, 1fr)',
    lg: '232px minmax(0, 1fr) 264px',
  },
} as const;

export default RunPage;
