import { MenuItem, TextField } from '@mui/material';
import { ReportOfficialsDocument, type WaiverReason } from '@qinyou/schema';
import { useState } from 'react';
import { ThinkTwice, useIntent, withUnit } from '../../shared/index.ts';
import { REPORT_WORDS } from './confirmation-words.ts';

/** A unit's liaison tells the office who has no friend: to be placed, or why not this year (R5). */
export const ReportOfficialsDialog = ({
  unitId,
  year,
  officeName,
  cadreIds,
  onClose,
}: {
  unitId: string;
  year: number;
  officeName: string;
  cadreIds: readonly string[];
  onClose: () => void;
}) => {
  const [reason, setReason] = useState<WaiverReason | ''>('');
  const [note, setNote] = useState('');
  const report = useIntent(ReportOfficialsDocument, {
    said: () => `${withUnit(cadreIds.length, '人')}已上报${officeName}`,
  });
  const send = async () => {
    const input = {
      unitId,
      year,
      cadreIds: [...cadreIds],
      reason: reason || null,
      note: note.trim() || null,
    };
    if (await report.run({ input })) onClose();
  };
  return (
    <ThinkTwice
      open
      title={`上报 ${withUnit(cadreIds.length, '人')}没有朋友`}
      doIt={`上报 ${withUnit(cadreIds.length, '人')}`}
      leave="先不上报"
      disabled={report.pending || (reason === 'OTHER' && note.trim() === '')}
      onDo={() => void send()}
      onLeave={onClose}
    >
      <span>{officeName}收到后给他们安排农户，或说明原因。</span>
      <TextField
        select
        label="怎么办"
        slotProps={{ select: { displayEmpty: true }, inputLabel: { shrink: true } }}
        value={reason}
        onChange={(event) => setReason(event.target.value as WaiverReason | '')}
      >
        <MenuItem value="">请安排农户</MenuItem>
        {Object.entries(REPORT_WORDS).map(([value, label]) => (
          <MenuItem key={value} value={value}>
            今年不安排：{label}
          </MenuItem>
        ))}
      </TextField>
      <TextField
        label="补充一句"
        value={note}
        onChange={(event) => setNote(event.target.value)}
        slotProps={{ htmlInput: { maxLength: 200 } }}
      />
    </ThinkTwice>
  );
};
