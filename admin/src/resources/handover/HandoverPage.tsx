import { Box, Button } from '@mui/material';
import { HandoverProposalDocument, ScheduledHandoversDocument } from '@qinyou/schema';
import { useEffect, useRef, useState } from 'react';
import { Link, useParams, useSearchParams } from 'react-router-dom';
import {
  Answer,
  Empty,
  PageHeading,
  Section,
  Steps,
  today as todayInChina,
  useAsk,
  WhyDialog,
} from '../../shared/index.ts';
import { ChooseHouseholds } from './ChooseHouseholds.tsx';
import { ChooseSuccessors } from './ChooseSuccessors.tsx';
import { Compare } from './Compare.tsx';
import { DayAndReason } from './DayAndReason.tsx';
import { faultsOf, type Proposal } from './handover-words.ts';
import { HandedOver } from './HandedOver.tsx';
import { HandoverBar, STEPS } from './HandoverBar.tsx';
import type { Scheduled } from './scheduled/scheduled-words.ts';
import { useHandover } from './use-handover.ts';

/** 交接: a caseload goes to others, proposed by the engine that allocates (R7, R9). */
const HandoverPage = () => {
  const { id = '' } = useParams();
  const insteadOf = useSearchParams()[0].get('instead');
  const asked = useAsk(HandoverProposalDocument, { cadreId: id, insteadOf }, { keep: false });
  const ordered = useAsk(
    ScheduledHandoversDocument,
    { filter: { cadreId: id } },
    { keep: false, enabled: insteadOf !== null },
  );
  const wizard = (instead: Scheduled | null) => (
    <Answer of={asked} rows={8}>
      {({ handoverProposal }) => (
        <Wizard
          key={id}
          proposal={handoverProposal}
          instead={instead}
          asOf={asked.dataUpdatedAt}
          refetch={() => asked.refetch()}
        />
      )}
    </Answer>
  );
  if (insteadOf === null) return wizard(null);
  return (
    <Answer of={ordered} rows={8}>
      {({ scheduledHandovers: { items } }) => wizard(items.find((one) => one.id === insteadOf) ?? null)}
    </Answer>
  );
};

const Wizard = ({
  proposal,
  instead: standing,
  asOf,
  refetch,
}: {
  proposal: Proposal;
  /** The order that is decided anew; gone as soon as that is done. */
  instead: Scheduled | null;
  asOf: number;
  refetch: () => unknown;
}) => {
  const today = todayInChina();
  const [params, setParams] = useSearchParams();
  const [instead] = useState(standing);
  const work = useHandover(proposal, { today, instead, refetch });
  const { plan, done } = work;
  const faults = faultsOf(work.choices, plan, today);

  // Nobody gets to a step before the ones before it are settled, by an address neither.
  const furthest = plan.going.length === 0 ? 0 : plan.open > 0 ? 1 : Object.keys(faults).length > 0 ? 2 : 3;
  const at = Math.min(Math.max(Number(params.get('step') ?? 1) - 1, 0) || 0, furthest);
  const kept: Record<string, string> = params.has('instead') ? { instead: params.get('instead') ?? '' } : {};
  const goTo = (step: number) => setParams(step === 0 ? kept : { ...kept, step: String(step + 1) });
  const pane = useRef<HTMLDivElement>(null);
  const shown = useRef(at);
  useEffect(() => {
    if (shown.current === at) return;
    shown.current = at;
    pane.current?.focus();
    window.scrollTo({ top: 0 });
  }, [at]);

  // Taken back, the same pairings stand again, and so does the wizard with all that was chosen.
  const ordered = done !== null && 'order' in done.did;
  const takenBack =
    done !== null &&
    asOf > done.at &&
    done.going.some(({ line }) =>
      proposal.lines.some((l) => l.id === line.id && !(ordered && l.scheduledOn)),
    );
  const back = `/cadres/${proposal.id}/show`;
  const heading = (
    <PageHeading
      title={`交接${proposal.name}的朋友`}
      crumbs={[{ label: '干部', to: '/cadres' }, { label: proposal.name, to: back }, { label: '交接' }]}
      beside={
        done && !takenBack ? proposal.unit : proposal.lines.length > 0 && <Steps steps={STEPS} at={at} />
      }
    />
  );
  if (done && !takenBack)
    return (
      <>
        {heading}
        <HandedOver done={done} from={proposal.name} back={back} work={work} />
        <WhyDialog why={work.why} pending={work.pending} />
      </>
    );
  if (proposal.lines.length === 0)
    return (
      <>
        {heading}
        <Section title="没有要交接的">
          <Empty
            kind="good"
            title={`${proposal.name}手上没有负责的户`}
            next={
              <Button component={Link} to={back} variant="outlined">
                回到{proposal.name}
              </Button>
            }
          >
            仍做朋友的不用交接。
          </Empty>
        </Section>
      </>
    );
  const panes = [ChooseHouseholds, ChooseSuccessors, DayAndReason, Compare] as const;
  const Pane = panes[at]!;
  return (
    <>
      {heading}
      <Box ref={pane} tabIndex={-1} sx={{ maxWidth: 880, outline: 'none', mb: 1.5 }}>
        <Pane proposal={proposal} work={work} />
      </Box>
      <HandoverBar
        at={at}
        work={work}
        back={back}
        onBack={() => goTo(at - 1)}
        onNext={() => {
          if (at === 2) work.setFaults(faults);
          if (at < furthest) goTo(at + 1);
        }}
        onCarryOut={() =>
          void work.carryOut().then((outcome) => {
            if (outcome === 'DONE') setParams(kept, { replace: true });
            if (outcome === 'FAULT') goTo(2);
          })
        }
      />
    </>
  );
};

export default HandoverPage;
