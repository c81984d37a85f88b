import { HandOverCaseloadDocument, UndoPairingActDocument } from '@qinyou/schema';
import { useRef, useState } from 'react';
import { useNavigate } from 'react-router-dom';
import type { QinyouError } from '../../providers/errors.ts';
import { ready, useIntent, useTakeBack } from '../../shared/index.ts';
import {
  briefsOf,
  canBeTakenBack,
  planOf,
  reasonOf,
  saidOf,
  startingWith,
  type Choices,
  type Faults,
  type Going,
  type Proposal,
} from './handover-words.ts';

export interface Done {
  actId: string;
  going: readonly Going[];
  on: string;
  at: number;
}

/**
 * What was chosen in the wizard, and the one write at its end; nothing chosen is lost by a refusal.
 * @param refetch asks for the caseload anew, where somebody else changed it meanwhile; resolves when it is there
 */
export function useHandover(proposal: Proposal, today: string, refetch: () => unknown) {
  const navigate = useNavigate();
  const [choices, setChoices] = useState<Choices>(() => startingWith(proposal.status, today));
  const [faults, setFaults] = useState<Faults>({});
  const [refusal, setRefusal] = useState<QinyouError | null>(null);
  const [done, setDone] = useState<Done | null>(null);
  const refused = useRef<QinyouError | null>(null);
  const [looking, setLooking] = useState(false);
  const plan = planOf(proposal.lines, choices);
  const undoable = canBeTakenBack(proposal.status);

  const back = useTakeBack(UndoPairingActDocument, (act, reason) => ({ ...act, reason }));
  const handOver = useIntent(HandOverCaseloadDocument, {
    said: () => saidOf(plan.going, choices.on),
    undo: ({ handOverCaseload: { id } }) => (undoable ? ready(UndoPairingActDocument, { id }) : undefined),
    undoFailed: back.undoFailed,
    more: () => ({ label: '看交接单', onClick: () => void navigate(briefsOf(plan.going)) }),
    failed: (error) => {
      refused.current = error;
      return true;
    },
  });
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
    pending: handOver.pending || back.pending || looking,
    choose: (change: Partial<Choices>) => {
      setRefusal(null);
      setChoices((now) => ({ ...now, ...change }));
      setFaults((now) => Object.fromEntries(Object.entries(now).filter(([name]) => !(name in change))));
    },
    /** @returns FAULT where a field of the third step is to be mended */
    carryOut: async (): Promise<'DONE' | 'FAULT' | 'REFUSED'> => {
      const { on, retain } = choices;
      const lines = plan.going.flatMap(({ line: { id, version }, successor }) =>
        successor ? [{ pairingId: id, version, successorId: successor.id }] : [],
      );
      setRefusal(null);
      const answer = await handOver.run({
        input: { cadreId: proposal.id, lines, on, retain, reason: reasonOf(choices) },
      });
      if (!answer) {
        const error = refused.current;
        refused.current = null;
        return error ? tell(error) : 'REFUSED';
      }
      setDone({ actId: answer.handOverCaseload.id, going: plan.going, on, at: Date.now() });
      return 'DONE';
    },
    takeBack: (actId: string) => back.run({ id: actId }),
  };
}

export type HandoverWork = ReturnType<typeof useHandover>;
