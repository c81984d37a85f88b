import { useState, type ReactNode } from 'react';
import { SentenceField, ThinkTwice } from '../../shared/index.ts';

/** Asks for the sentence that the record keeps. */
export const ReasonDialog = ({
  open,
  title,
  children,
  doIt,
  leave,
  pending,
  label = '原因',
  onDo,
  onLeave,
}: {
  open: boolean;
  title: string;
  children?: ReactNode;
  doIt: string;
  leave: string;
  pending: boolean;
  label?: string;
  onDo: (reason: string) => void;
  onLeave: () => void;
}) => {
  const [reason, setReason] = useState('');
  return (
    <ThinkTwice
      open={open}
      title={title}
      doIt={doIt}
      leave={leave}
      disabled={pending || reason.trim() === ''}
      onDo={() => onDo(reason.trim())}
      onLeave={onLeave}
    >
      {children}
      <SentenceField
        autoFocus
        label={label}
        value={reason}
        onSay={setReason}
        helperText="写一句，别人以后看得懂。最多 200 字"
      />
    </ThinkTwice>
  );
};
