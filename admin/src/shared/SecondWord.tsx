import { useState, type ReactNode } from 'react';
import { SentenceField } from './SentenceField.tsx';
import { ThinkTwice } from './ThinkTwice.tsx';

interface Props {
  approve: boolean;
  title: string;
  /** What the button does, in words. */
  doIt: string;
  /** What becomes of the answer. */
  kept: string;
  pending: boolean;
  onDecide: (answer: string | null) => void;
  onClose: () => void;
  /** What was asked for, so that nobody agrees to what they have not seen. */
  children: ReactNode;
}

/** The second person's word on what somebody else asked for; a refusal says why. */
export const SecondWord = ({ approve, title, doIt, kept, pending, onDecide, onClose, children }: Props) => {
  const [answer, setAnswer] = useState('');
  const said = answer.trim();
  return (
    <ThinkTwice
      open
      title={title}
      doIt={doIt}
      onDo={() => onDecide(said || null)}
      disabled={pending || (!approve && said === '')}
      leave="先不决定"
      onLeave={onClose}
    >
      {children}
      <SentenceField
        label={approve ? '说明（可以不写）' : '为什么不同意'}
        required={!approve}
        helperText={kept}
        value={answer}
        onSay={setAnswer}
      />
    </ThinkTwice>
  );
};
