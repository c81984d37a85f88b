import CheckCircle from '@mui/icons-material/CheckCircle';
import ErrorOutline from '@mui/icons-material/ErrorOutline';
import PauseCircle from '@mui/icons-material/PauseCircleOutlined';
import Warning from '@mui/icons-material/Warning';
import { Button, Card } from '@mui/material';
import { formatMoment, Notice, ProgressBar, withUnit } from '../../../shared/index.ts';
import { changeWords, progressWords } from '../allocation-words.ts';
import type { Run, RunActions } from '../use-run.ts';

const WORKING_HINT = '只是算，结对一户没动。可以离开本页，回来看得到；停下来不留东西，上一回算好的还在。';
const PUBLISHING_HINT = '一次写完：要么全写，要么一户不写，所以写起来以后不能停。可以离开本页，回来看得到。';

interface Props {
  run: Run;
  actions: RunActions;
  onPublish: () => void;
}

/** How far a run is and what that asks for, over everything else on its page. */
export const RunState = ({ run, actions, onPublish }: Props) => {
  const again = (contained = true) => (
    <Button
      size="small"
      variant={contained ? 'contained' : 'outlined'}
      disabled={actions.pending}
      onClick={() => void actions.again()}
    >
      重新算
    </Button>
  );
  switch (run.state) {
    case 'WORKING':
    case 'PUBLISHING':
      return (
        <Card sx={{ p: 2 }}>
          <ProgressBar
            label={progressWords(run)}
            done={run.progress}
            total={100}
            unit="%"
            hint={run.state === 'WORKING' ? WORKING_HINT : PUBLISHING_HINT}
            stop={
              run.state === 'WORKING' && (
                <Button
                  size="small"
                  variant="outlined"
                  disabled={actions.pending}
                  onClick={() => void actions.stop()}
                >
                  停下，不算了
                </Button>
              )
            }
          />
        </Card>
      );
    case 'PROPOSED':
      return (
        <>
          {run.problem && (
            <Notice
              tone="yellow"
              icon={Warning}
              role="alert"
              title={run.problem}
              actions={
                run.needsReason && (
                  <Button size="small" onClick={onPublish}>
                    写原因，再发布
                  </Button>
                )
              }
            />
          )}
          {run.stale && (
            <Notice tone="yellow" icon={Warning} role="status" title="算好以后又改过，" actions={again()}>
              下面还是改之前的提案。重新算一遍再发布：固定和禁止的都守住，别的尽量不动。
            </Notice>
          )}
        </>
      );
    case 'STOPPED':
      return (
        <Notice
          tone="plain"
          icon={PauseCircle}
          role="status"
          title="停下了，结对一户没动。"
          actions={again()}
        >
          想接着办就重新算；不办了就放弃，或者另开新的。
        </Notice>
      );
    case 'FAILED':
      return (
        <Notice
          tone="red"
          icon={ErrorOutline}
          role="alert"
          title={run.problem ?? '没算成，结对一户没动。'}
          actions={again()}
        />
      );
    case 'DISCARDED':
      return <Notice tone="plain" icon={PauseCircle} role="status" title="这次分配放弃了，结对一户没动。" />;
    case 'PUBLISHED':
      return (
        <Notice
          tone="green"
          icon={CheckCircle}
          role="status"
          title={`${run.publishedBy ?? ''} ${formatMoment(run.publishedAt)} 发布：${run.counts ? changeWords(run.counts) : ''}。`}
        >
          {run.counts && run.counts.waiting > 0
            ? `还有 ${withUnit(run.counts.waiting, '户')}没有干部，每户都写了原因。`
            : '每户都有了干部。'}
        </Notice>
      );
  }
};
