import { MenuItem, TextField } from '@mui/material';
import type { WaiverReason } from '@qinyou/schema';
import { useState } from 'react';
import { SentenceField, ThinkTwice, withUnit } from '../../shared/index.ts';
import type { BoardActions } from './use-board-actions.ts';
import type { BoardRunControl } from './use-board-run.ts';

const REASONS: readonly [WaiverReason, string][] = [
  ['RETIRED', '已退休，或今年退休'],
  ['LONG_ILL', '长期病假'],
  ['ON_LEAVE', '请假、脱产学习'],
  ['OTHER', '别的原因'],
];

/** These, or everybody whom the filter shows, as many as it counts. */
export type Waiving = { cadreIds: readonly string[] } | { everybody: number };

/** One reason for a batch of officials who have no friend this year (R5). */
export const WaiveDialog = ({
  waiving,
  year,
  actions,
  control,
  onClose,
}: {
  waiving: Waiving | null;
  year: number | null;
  actions: BoardActions;
  control: BoardRunControl;
  onClose: () => void;
}) => {
  const [reason, setReason] = useState<WaiverReason>('RETIRED');
  const [note, setNote] = useState('');
  const n = !waiving ? 0 : 'everybody' in waiving ? waiving.everybody : waiving.cadreIds.length;
  const missing = reason === 'OTHER' && note.trim() === '';
  const save = async () => {
    if (!waiving) return;
    const words = note.trim() || null;
    const done = await ('everybody' in waiving
      ? control.planWaive(reason, words)
      : actions.waive(waiving.cadreIds, reason, words, year));
    if (done) {
      setNote('');
      onClose();
    }
  };
  return (
    <ThinkTwice
      open={n > 0}
      title={`给 ${withUnit(n, '人')}说明原因`}
      doIt={`说明 ${withUnit(n, '人')}`}
      leave="先不说明"
      disabled={missing || actions.pending}
      onDo={() => void save()}
      onLeave={onClose}
    >
      <span>说明以后，他们今年不再算「没有朋友」，也不挡单位会签。</span>
      <TextField
        select
        label="原因"
        value={reason}
        onChange={(event) => setReason(event.target.value as WaiverReason)}
      >
        {REASONS.map(([value, label]) => (
          <MenuItem key={value} value={value}>
            {label}
          </MenuItem>
        ))}
      </TextField>
      <SentenceField
        label={reason === 'OTHER' ? '写清楚是什么原因' : '补充一句（可不写）'}
        value={note}
        onSay={setNote}
      />
    </ThinkTwice>
  );
};
