import { AllocationRunsDocument } from '@qinyou/schema';
import { useState } from 'react';
import { Link } from 'react-router-dom';
import {
  Answer,
  Empty,
  formatMoment,
  Pager,
  Row,
  RowList,
  Section,
  Tag,
  useAsk,
} from '../../../shared/index.ts';
import { changeWords, STATE_WORDS, titleOf } from '../allocation-words.ts';

const SIZE = 8;

/** The runs of before, the newest first. */
export const RunsCard = () => {
  const [page, setPage] = useState(1);
  const runs = useAsk(AllocationRunsDocument, { page: { number: page, size: SIZE } });
  const total = runs.data?.allocationRuns.total ?? 0;
  return (
    <Section
      title="做过的"
      padded={false}
      footer={total > SIZE && <Pager page={page} size={SIZE} total={total} unit="次" onPage={setPage} />}
    >
      <Answer of={runs} rows={3}>
        {({ allocationRuns: { items } }) =>
          items.length === 0 ? (
            <Empty kind="none" title="还没有做过统筹分配" />
          ) : (
            <RowList label="做过的">
              {items.map((run) => (
                <Row
                  key={run.id}
                  faded={run.state === 'DISCARDED'}
                  title={<Link to={`/allocation/${run.id}`}>{titleOf(run)}</Link>}
                  detail={
                    <>
                      {`${formatMoment(run.publishedAt ?? run.openedAt)} ${run.publishedBy ?? run.openedBy}`}
                      {run.counts && run.state !== 'DISCARDED' && <div>{changeWords(run.counts)}</div>}
                    </>
                  }
                >
                  <Tag>{STATE_WORDS[run.state]}</Tag>
                </Row>
              ))}
            </RowList>
          )
        }
      </Answer>
    </Section>
  );
};
