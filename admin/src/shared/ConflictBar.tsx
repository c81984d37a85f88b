import Sync from '@mui/icons-material/Sync';
import {
  Box,
  Button,
  FormControlLabel,
  Radio,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableRow,
} from '@mui/material';
import { useState, type ReactNode } from 'react';
import { differences, merge, type ConflictField, type Side } from './conflict.ts';
import { Notice } from './Notice.tsx';

export interface ConflictBarProps {
  fields: readonly ConflictField[];
  /** What you filled in, and the record as it is now (`error.current` of a CONFLICT). */
  yours: Readonly<Record<string, unknown>>;
  theirs: Readonly<Record<string, unknown>>;
  /** Who changed it and when: 储召平 09:38. */
  who?: ReactNode;
  /** Saves the picked values under the version that is there now. */
  onSave: (merged: Record<string, unknown>) => void;
  /** Drops yours and shows what is there. */
  onTakeTheirs: () => void;
  saving?: boolean;
}

/** Somebody was faster. Nothing is overwritten: 看差别 lays yours beside theirs, pick per field. */
export const ConflictBar = ({
  fields,
  yours,
  theirs,
  who,
  onSave,
  onTakeTheirs,
  saving = false,
}: ConflictBarProps) => {
  const [open, setOpen] = useState(false);
  const [picks, setPicks] = useState<Readonly<Record<string, Side>>>({});
  const differing = differences(fields, yours, theirs);
  const pick = (name: string, side: Side) => setPicks((now) => ({ ...now, [name]: side }));
  return (
    <Box sx={{ display: 'grid', gap: 1 }}>
      <Notice
        tone="yellow"
        icon={Sync}
        role="alert"
        title="刚被改过，没有盖掉。"
        actions={
          <>
            <Button size="small" aria-expanded={open} onClick={() => setOpen(!open)}>
              {open ? '收起' : '看差别'}
            </Button>
            <Button size="small" onClick={onTakeTheirs}>
              用现在的
            </Button>
          </>
        }
      >
        {who ? <>{who}改过。</> : '别人先存了一步。'}你填的还在，
        {differing.length > 0 ? `有 ${String(differing.length)} 处不一样。` : '两边一样，可以直接再存。'}
      </Notice>
      {open && (
        <Box
          sx={{
            border: 1,
            borderColor: 'divider',
            borderRadius: '8px',
            overflow: 'hidden',
            bgcolor: 'background.paper',
          }}
        >
          <Table size="small">
            <TableHead>
              <TableRow>
                <TableCell />
                <TableCell scope="col">你的</TableCell>
                <TableCell scope="col">现在的{who ? <>（{who}）</> : null}</TableCell>
              </TableRow>
            </TableHead>
            <TableBody>
              {differing.map((field) => (
                <TableRow key={field.name}>
                  <TableCell
                    component="th"
                    scope="row"
                    sx={{ color: 'text.disabled', whiteSpace: 'nowrap', bgcolor: 'transparent' }}
                  >
                    {field.label}
                  </TableCell>
                  {(['yours', 'theirs'] as const).map((side) => (
                    <TableCell key={side}>
                      <FormControlLabel
                        control={
                          <Radio
                            name={`conflict-${field.name}`}
                            checked={(picks[field.name] ?? 'yours') === side}
                            onChange={() => pick(field.name, side)}
                          />
                        }
                        label={
                          field.show(side === 'yours' ? yours[field.name] : theirs[field.name]) || '没写'
                        }
                      />
                    </TableCell>
                  ))}
                </TableRow>
              ))}
            </TableBody>
          </Table>
          <Box sx={{ display: 'flex', justifyContent: 'flex-end', gap: 1, p: 1 }}>
            <Button color="secondary" onClick={onTakeTheirs}>
              用现在的
            </Button>
            <Button
              variant="contained"
              disabled={saving}
              onClick={() => onSave(merge(fields, yours, theirs, picks))}
            >
              按选的保存
            </Button>
          </Box>
        </Box>
      )}
    </Box>
  );
};
