import { Button } from '@mui/material';
import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';
import { formatFullDate, Row, RowList, Section, withUnit } from '../../../shared/index.ts';
import type { HouseholdRecord } from './HouseholdShow.tsx';

type Step = HouseholdRecord['lineage'][number];

/** The other household of a step; where it lies elsewhere by now, no more than that is known (R31). */
export const OtherHome = ({ step: { otherId, otherHeadName } }: { step: Step }) =>
  otherHeadName ? (
    <Link to={`/households/${otherId}/show`}>{otherHeadName}户</Link>
  ) : (
    <span>不归你看的一户</span>
  );

const SENTENCES: Readonly<Record<Step['did'], (other: ReactNode) => ReactNode>> = {
  GAVE_OFF: (other) => <>分出{other}</>,
  CAME_OFF: (other) => <>从{other}分出</>,
  TOOK_IN: (other) => <>{other}并入</>,
  WENT_INTO: (other) => <>并入{other}</>,
};

/** 分户、并户: where it came from and where it or some of its people went; the way back as long as there is one. */
export const LineageCard = ({
  steps,
  pending,
  onUndo,
}: {
  steps: readonly Step[];
  pending: boolean;
  onUndo: ((id: string) => void) | undefined;
}) =>
  steps.length > 0 && (
    <Section title="分户、并户" padded={false}>
      <RowList>
        {steps.map((step) => (
          <Row
            key={step.id}
            title={SENTENCES[step.did](<OtherHome step={step} />)}
            detail={[`${formatFullDate(step.day)}，${withUnit(step.people, '人')}`, step.whyNot]
              .filter(Boolean)
              .join('。')}
          >
            {onUndo && step.undoable && (
              <Button size="small" color="secondary" disabled={pending} onClick={() => onUndo(step.id)}>
                {step.did === 'GAVE_OFF' || step.did === 'CAME_OFF' ? '撤销分户' : '撤销并户'}
              </Button>
            )}
          </Row>
        ))}
      </RowList>
    </Section>
  );
