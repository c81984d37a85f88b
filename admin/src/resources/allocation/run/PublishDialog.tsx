import { useState } from 'react';
import { SentenceField, ThinkTwice, withUnit } from '../../../shared/index.ts';
import { changeWords, titleOf, type Counts } from '../allocation-words.ts';
import { publishWords, type Run, type RunActions } from '../use-run.ts';

interface Props {
  run: Run;
  actions: RunActions;
  onClose: () => void;
}

/** The last look before all of it is written; after a county was closed it wants a sentence (R5). */
export const PublishDialog = ({ run, counts, actions, onClose }: Props & { counts: Counts }) => {
  const [reason, setReason] = useState('');
  const said = reason.trim();
  return (
    <ThinkTwice
      open
      title={`发布${titleOf(run)}？`}
      doIt={publishWords(run)}
      leave="先不发布"
      disabled={actions.pending || (run.needsReason && said === '')}
      onDo={() => void actions.publish(said || null).then((done) => done && onClose())}
      onLeave={onClose}
    >
      <span>{`${changeWords(counts)}；保留的 ${withUnit(counts.kept, '户')}不动。`}</span>
      <span>
        新结对从今天起算，换下来的今天止，中间不断档。要么全写，要么一户不写；写好以后不能整批撤回，只能一对一对地改。
      </span>
      {counts.waiting > 0 && (
        <span>{`还有 ${withUnit(counts.waiting, '户')}没有干部，会连原因一起写进分配证明。`}</span>
      )}
      {run.needsReason && (
        <SentenceField
          autoFocus
          required
          label="关账以后的改动，写一句为什么"
          value={reason}
          onSay={setReason}
          helperText="这句话会留在改动记录里。最多 200 字"
        />
      )}
    </ThinkTwice>
  );
};

/** A discarded proposal does not come back. */
export const DiscardDialog = ({ run, actions, onClose }: Props) => (
  <ThinkTwice
    open
    title={`放弃${titleOf(run)}？`}
    doIt="放弃这次分配"
    leave="先留着"
    disabled={actions.pending}
    onDo={() => void actions.discard().then((done) => done && onClose())}
    onLeave={onClose}
  >
    <span>提案、固定和禁止的都不再留；结对一户不动，随时可以开新的。</span>
  </ThinkTwice>
);
