import { ImportRunsDocument } from '@qinyou/schema';
import { Box, Button } from '@mui/material';
import { Link, useSearchParams } from 'react-router-dom';
import { Answer, PageHeading, Steps, useAsk, useFocusKept } from '../../shared/index.ts';
import { ColumnMapping } from './ColumnMapping.tsx';
import { ImportBar } from './ImportBar.tsx';
import { OutcomeCard } from './OutcomeCard.tsx';
import { Preview } from './Preview.tsx';
import { RunCard } from './RunCard.tsx';
import { currentRuns, isBeforeWriting, isBusy, stepOf, STEPS, type Run } from './steps.ts';
import { UploadCard } from './UploadCard.tsx';

const BUSY_EVERY = 700;

/** 导入花名册: choose the file, match the columns, look at what would happen, write. Both rosters may be on their way at once. */
const ImportPage = () => {
  const [params, setParams] = useSearchParams();
  const runs = useAsk(ImportRunsDocument, { page: { number: 1, size: 10 }, withTotal: false });
  const items = runs.data?.importRuns.items ?? [];
  useAsk(
    ImportRunsDocument,
    { page: { number: 1, size: 10 }, withTotal: false },
    { refetchInterval: items.some(isBusy) ? BUSY_EVERY : false },
  );
  const area = useFocusKept<HTMLDivElement>();
  const choose = (id: string | null) => setParams(id ? { run: id } : {}, { replace: true });
  return (
    <div ref={area}>
      <Answer of={runs} rows={6}>
        {({ importRuns }) => {
          const current = currentRuns(importRuns.items);
          const wanted = params.get('run');
          const chosen =
            current.find(({ id }) => id === wanted) ?? (wanted === 'new' ? undefined : current.at(-1));
          return (
            <>
              <PageHeading
                title="导入花名册"
                beside={<Steps steps={STEPS} at={stepOf(chosen)} />}
                actions={
                  <>
                    <Button component={Link} to="/import/reviews">
                      待核的事
                    </Button>
                    <Button component={Link} to="/import/records">
                      导入记录
                    </Button>
                  </>
                }
              />
              <Box sx={{ display: 'grid', gap: 1.5, gridTemplateColumns: { xs: '1fr', md: '1fr 1fr' } }}>
                {current.map((run) => (
                  <RunCard
                    key={run.id}
                    run={run}
                    chosen={run.id === chosen?.id}
                    onChoose={() => choose(run.id)}
                  />
                ))}
                {(!chosen || current.length < 2) && (
                  <UploadCard current={current} onUploaded={choose} wide={current.length === 0} />
                )}
              </Box>
              {chosen && <Chosen run={chosen} onNew={() => choose('new')} />}
            </>
          );
        }}
      </Answer>
    </div>
  );
};

const Chosen = ({ run, onNew }: { run: Run; onNew: () => void }) => (
  <Box sx={{ display: 'grid', gap: 1.5, mt: 1.5, minWidth: 0 }}>
    {isBeforeWriting(run) && run.columns.length > 0 && <ColumnMapping key={run.id} run={run} />}
    {run.outcome && <OutcomeCard run={run} outcome={run.outcome} />}
    {run.counts && run.state !== 'NEEDS_COLUMNS' && <Preview key={run.id} run={run} counts={run.counts} />}
    <ImportBar run={run} onNew={onNew} />
  </Box>
);

export default ImportPage;
