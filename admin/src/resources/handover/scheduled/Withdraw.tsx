import { Button } from '@mui/material';
import { WithdrawScheduledHandoverDocument } from '@qinyou/schema';
import { useState } from 'react';
import { ThinkTwice, useIntent, withUnit } from '../../../shared/index.ts';
import type { Scheduled } from './scheduled-words.ts';

/** 撤销预定: asked once more, since nobody keeps what was chosen. */
export const Withdraw = ({ order }: { order: Scheduled }) => {
  const [asking, setAsking] = useState(false);
  const withdraw = useIntent(WithdrawScheduledHandoverDocument, { said: () => '预定撤销了' });
  const { id, version, cadre, state, lines } = order;
  const households = withUnit(lines.length, '户');
  const over = state === 'ATTENTION';
  return (
    <>
      <Button
        size="small"
        color="secondary"
        aria-label={`${over ? '不交了' : '撤销预定'}：${cadre}`}
        onClick={() => setAsking(true)}
      >
        {over ? '不交了' : '撤销预定'}
      </Button>
      <ThinkTwice
        open={asking}
        title={`撤销 ${households}的预定交接？`}
        doIt={`撤销 ${households}`}
        leave="先不撤销"
        disabled={withdraw.pending}
        onDo={() => void withdraw.run({ input: { id, version } }).then(() => setAsking(false))}
        onLeave={() => setAsking(false)}
      >
        <span>
          这 {households}仍由{cadre}负责。要再交接，重新选一遍。
        </span>
      </ThinkTwice>
    </>
  );
};
