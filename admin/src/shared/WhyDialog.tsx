import { useState } from 'react';
import type { AskedWhy } from './feedback/use-take-back.ts';
import { SentenceField } from './SentenceField.tsx';
import { ThinkTwice } from './ThinkTwice.tsx';

/** After the close a change wants a reason (R5): asked for in place, what was chosen stays chosen. */
export const WhyDialog = ({ why, pending }: { why: AskedWhy | null; pending: boolean }) => {
  const [reason, setReason] = useState('');
  if (!why) return null;
  const say = async () => {
    await why.answer(reason.trim());
    setReason('');
  };
  return (
    <ThinkTwice
      open
      title="关账以后的改动，写一句为什么"
      doIt="写好了，照办"
      leave="先不办"
      disabled={reason.trim() === '' || pending}
      onDo={() => void say()}
      onLeave={why.leave}
    >
      <span>{`${why.message}。你选的还在，写完接着办；这句话会留在改动记录里。`}</span>
      <SentenceField
        autoFocus
        required
        label="为什么"
        placeholder="比如：关账时报漏了，现在补上"
        value={reason}
        onSay={setReason}
      />
    </ThinkTwice>
  );
};
