import CheckCircle from '@mui/icons-material/CheckCircle';
import ErrorOutline from '@mui/icons-material/ErrorOutline';
import Info from '@mui/icons-material/InfoOutlined';
import PauseCircle from '@mui/icons-material/PauseCircleOutlined';
import { Box, Button, TextField } from '@mui/material';
import { useState } from 'react';
import { Notice, ProgressBar, withUnit } from '../../shared/index.ts';
import { RunRefusals } from './RunRefusals.tsx';
import { deed, outcomeWords, plannedWords, unitOf } from './run-words.ts';
import type { BoardRun, BoardRunControl } from './use-board-run.ts';

/** The job over everything under a filter: what it will do, how far it is, what became of it. */
export const RunBar = ({ control }: { control: BoardRunControl }) => {
  const { run } = control;
  if (!run) return null;
  return (
    <Box role="region" aria-label="整批办理" sx={{ mb: 1.5 }}>
      <State run={run} control={control} />
    </Box>
  );
};

const HINT = '200 个一批，每批要么全写要么不写。可以离开本页，回来看得到；停下以后，办完的不退，没办的不动。';

const State = ({ run, control }: { run: BoardRun; control: BoardRunControl }) => {
  const [looking, setLooking] = useState(false);
  const left = run.total - run.done - run.refused;
  const go = (label: string) => (
    <Button
      size="small"
      variant="contained"
      disabled={control.pending}
      onClick={() => void control.start(run.id)}
    >
      {label}
    </Button>
  );
  const away = (label: string) => (
    <Button size="small" onClick={() => control.dismiss(run.id)}>
      {label}
    </Button>
  );
  const look = run.refused > 0 && (
    <Button
      size="small"
      onClick={() => setLooking(true)}
    >{`看没办的 ${withUnit(run.refused, unitOf(run))}`}</Button>
  );
  const refusals = looking && <RunRefusals run={run} onClose={() => setLooking(false)} />;
  switch (run.state) {
    case 'PLANNING':
    case 'RUNNING':
      return (
        <Box
          sx={{ p: 1.5, bgcolor: 'background.paper', border: 1, borderColor: 'divider', borderRadius: '8px' }}
        >
          <ProgressBar
            label={run.state === 'PLANNING' ? '正在算能办多少' : deed(run, run.total)}
            done={run.done + run.refused}
            total={run.state === 'PLANNING' ? null : run.total}
            unit={unitOf(run)}
            secondsLeft={run.secondsLeft ?? null}
            hint={run.state === 'PLANNING' ? '只是算，还什么都没有改。' : HINT}
            stop={
              <Button
                size="small"
                variant="outlined"
                disabled={control.pending}
                onClick={() => void control.stop(run.id)}
              >
                {run.state === 'PLANNING' ? '不算了' : '停下'}
              </Button>
            }
          />
        </Box>
      );
    case 'READY':
      return (
        <Notice
          tone="info"
          icon={Info}
          role="status"
          title={plannedWords(run)}
          actions={
            <>
              {away(run.total === 0 ? '知道了' : '先不办')}
              {run.total > 0 && go(deed(run, run.total))}
            </>
          }
        />
      );
    case 'NEEDS_REASON':
      return <Why run={run} control={control} left={left} />;
    case 'STOPPED':
    case 'FAILED':
      return (
        <>
          <Notice
            tone={run.state === 'FAILED' ? 'red' : 'plain'}
            icon={run.state === 'FAILED' ? ErrorOutline : PauseCircle}
            role={run.state === 'FAILED' ? 'alert' : 'status'}
            title={
              run.problem ?? (run.total === 0 ? '停下了，什么都没有改。' : `停下了：${outcomeWords(run)}`)
            }
            actions={
              <>
                {look}
                {away('知道了')}
                {left > 0 && go(`接着${deed(run, left)}`)}
              </>
            }
          >
            {run.problem && run.total > 0 && ` ${outcomeWords(run)}`}
          </Notice>
          {refusals}
        </>
      );
    case 'DONE':
      return (
        <>
          <Notice
            tone="green"
            icon={CheckCircle}
            role="status"
            title={outcomeWords(run)}
            actions={
              <>
                {look}
                {away('知道了')}
              </>
            }
          />
          {refusals}
        </>
      );
  }
};

/** R5: a county was closed; the run waits for one sentence and goes on where it was. */
const Why = ({ run, control, left }: { run: BoardRun; control: BoardRunControl; left: number }) => {
  const [reason, setReason] = useState('');
  const say = () => void control.start(run.id, reason.trim());
  return (
    <Notice tone="yellow" icon={Info} role="alert" title={`${run.problem ?? '已关账，改动要写一句原因'}。`}>
      <Box
        component="form"
        sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, mt: 1 }}
        onSubmit={(event) => {
          event.preventDefault();
          if (reason.trim()) say();
        }}
      >
        <TextField
          label="为什么"
          size="small"
          value={reason}
          onChange={(event) => setReason(event.target.value)}
          sx={{ flex: '1 1 240px', bgcolor: 'background.paper' }}
          slotProps={{ htmlInput: { maxLength: 200 } }}
        />
        <Button onClick={() => control.dismiss(run.id)}>先不办</Button>
        <Button type="submit" variant="contained" disabled={reason.trim() === '' || control.pending}>
          {`接着${deed(run, left)}`}
        </Button>
      </Box>
    </Notice>
  );
};
