import { AllocationLostDocument } from '@qinyou/schema';
import { useState } from 'react';
import { Answer, Pager, Row, RowList, Section, useAsk, withUnit } from '../../../shared/index.ts';
import { placeName } from '../../pairing/board-words.ts';
import type { Run } from '../use-run.ts';

const SIZE = 10;

/** What no longer held when the run was to be published; the proposal below was worked out anew without it. */
export const LostCard = ({ run }: { run: Run }) => {
  const [page, setPage] = useState(1);
  const lost = useAsk(AllocationLostDocument, { id: run.id, page: { number: page, size: SIZE } });
  return (
    <Section
      title={`${withUnit(run.lost, '对')}不成了`}
      hint="发布的时候情况已经变了，一户都没有写；下面是照现在重新算的"
      padded={false}
      footer={
        run.lost > SIZE && <Pager page={page} size={SIZE} total={run.lost} unit="对" onPage={setPage} />
      }
    >
      <Answer of={lost} rows={3}>
        {({ allocationLost: { items } }) => (
          <RowList label="不成了的">
            {items.map((line) => (
              <Row
                key={line.id}
                title={`${line.head ?? '不归你看的一'}户${line.cadre ? ` · ${line.cadre}` : ''}`}
                detail={[placeName(line.village ?? ''), line.unit, line.message].filter(Boolean).join('；')}
              />
            ))}
          </RowList>
        )}
      </Answer>
    </Section>
  );
};
