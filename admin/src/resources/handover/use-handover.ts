import {
  HandOverCaseloadDocument,
  ScheduleHandoverDocument,
  UndoPairingActDocument,
  WithdrawScheduledHandoverDocument,
} from '@qinyou/schema';
import { useRef, useState } from 'react';
import { useNavigate } from 'react-router-dom';
import type { QinyouError } from '../../providers/errors.ts';
import { ready, useIntent, useTakeBack } from '../../shared/index.ts';
import {
  briefsOf,
  canBeTakenBack,
  isAhead,
  planOf,
  reasonOf,
  saidOf,
  saidOfOrder,
  startingFrom,
  startingWith,
  type Choices,
  type Faults,
  type Going,
  type Proposal,
} from './handover-words.ts';
import type { Scheduled } from './scheduled/scheduled-words.ts';

export interface Done {
  /** The step that did it, or the order that is left for its day. */
  did: { actId: string } | { order: Scheduled };
  going: readonly Going[];
  on: string;
  at: number;
}

/**
 * What was chosen in the wizard, and the one write at its end; nothing chosen is lost by a refusal.
 * @param instead an order that is decided anew: its choices stand at first, and the write puts it away
 * @param refetch asks for the caseload anew, where somebody else changed it meanwhile; resolves when it is there
 */
export function useHandover(
  proposal: Proposal,
  { today, instead, refetch }: { today: string; instead: Scheduled | null; refetch: () => unknown },
) {
  const navigate = useNavigate();
  const [choices, setChoices] = useState<Choices>(() =>
    instead ? startingFrom(instead, proposal.lines) : startingWith(proposal.status, today),
  );
  const [faults, setFaults] = useState<Faults>({});
  const [refusal, setRefusal] = useState<QinyouError | null>(null);
  const [done, setDone] = useState<Done | null>(null);
  const refused = useRef<QinyouError | null>(null);
  const [looking, setLooking] = useState(false);
  const plan = planOf(proposal.lines, choices);
  const undoable = canBeTakenBack(proposal.status);

  const back = useTakeBack(UndoPairingActDocument, (act, reason) => ({ ...act, reason }));
  const failed = (error: QinyouError) => {
    refused.current = error;
    return true;
  };
  const handOver = useIntent(HandOverCaseloadDocument, {
    said: () => saidOf(plan.going, choices.on),
    undo: ({ handOverCaseload: { id } }) => (undoable ? ready(UndoPairingActDocument, { id }) : undefined),
    undoFailed: back.undoFailed,
    more: () => ({ label: '看交接单', onClick: () => void navigate(briefsOf(plan.going)) }),
    failed,
  });
  const schedule = useIntent(ScheduleHandoverDocument, {
    said: () => saidOfOrder(plan.going, choices.on),
    undo: ({ scheduleHandover: { id, version } }) =>
      ready(WithdrawScheduledHandoverDocument, { input: { id, version } }),
    failed,
  });
  /** Writes what was chosen: today's or earlier at once, else as an order. @returns what it did; undefined where it was refused */
  const write = async (): Promise<Done['did'] | undefined> => {
    const { on, retain } = choices;
    const lines = plan.going.flatMap(({ line: { id, version }, successor }) =>
      successor ? [{ pairingId: id, version, successorId: successor.id }] : [],
    );
    const insteadOf = instead?.id;
    const input = { cadreId: proposal.id, lines, on, retain, reason: reasonOf(choices), insteadOf };
    if (isAhead(choices, today)) {
      const answer = await schedule.run({ input });
      return answer && { order: answer.scheduleHandover };
    }
    const answer = await handOver.run({ input });
    return answer && { actId: answer.handOverCaseload.id };
  };
  /** A refusal about the caseload is told once the new one is seen: who presses again presses for that. */
  const tell = async (error: QinyouError): Promise<'FAULT' | 'REFUSED'> => {
    const { on, reason } = error.body.errors ?? {};
    if (on ?? reason) {
      setFaults({ ...(on && { on }), ...(reason && { words: reason }) });
      return 'FAULT';
    }
    if (error.code === 'CONFLICT') {
      setLooking(true);
      await refetch();
      setLooking(false);
    }
    setRefusal(error);
    return 'REFUSED';
  };

  return {
    choices,
    plan,
    faults,
    setFaults,
    refusal,
    done,
    why: back.why,
    undoable,
    ahead: isAhead(choices, today),
    pending: handOver.pending || schedule.pending || back.pending || looking,
    choose: (change: Partial<Choices>) => {
      setRefusal(null);
      setChoices((now) => ({ ...now, ...change }));
      setFaults((now) => Object.fromEntries(Object.entries(now).filter(([name]) => !(name in change))));
    },
    /** @returns FAULT where a field of the third step is to be mended */
    carryOut: async (): Promise<'DONE' | 'FAULT' | 'REFUSED'> => {
      setRefusal(null);
      const did = await write();
      if (!did) {
        const error = refused.current;
        refused.current = null;
        return error ? tell(error) : 'REFUSED';
      }
      setDone({ did, going: plan.going, on: choices.on, at: Date.now() });
      return 'DONE';
    },
    takeBack: (actId: string) => back.run({ id: actId }),
  };
}

export type HandoverWork = ReturnType<typeof useHandover>;
