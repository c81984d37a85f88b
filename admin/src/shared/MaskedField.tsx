import Visibility from '@mui/icons-material/VisibilityOutlined';
import VisibilityOff from '@mui/icons-material/VisibilityOffOutlined';
import {
  Box,
  Button,
  FormControlLabel,
  IconButton,
  Popover,
  Radio,
  RadioGroup,
  TextField,
  Typography,
} from '@mui/material';
import { useEffect, useId, useState, type ReactNode } from 'react';
import { QinyouError } from '../providers/errors.ts';

/** Seconds that a value stays in the clear. */
const SHOWN_S = 60;
const REASONS = ['联系本人', '核对证件', '答复诉求', '别的'] as const;

export interface MaskedFieldProps {
  /** 电话 */
  label: string;
  /** What is behind the mask. */
  whole?: '全号' | '全文';
  /** Whose it is: 柯昌富 */
  whose: string;
  /** As everybody sees it: 152 **** 6033; null where there is none. */
  mask: string | null | undefined;
  /** Fetches the full value with the reason given, a recorded act (R32). Absent: no eye, it is not yours to see. */
  reveal?: ((reason: string) => Promise<string>) | undefined;
  /** R13: the own friend’s number is shown without a typed reason; the look is recorded all the same. */
  withoutReason?: boolean;
  /** Where there is none: 还没有, or a way to fill it in. */
  missing?: ReactNode;
}

/** Eye → reason → the full value for 60 s → masks itself. */
export const MaskedField = ({
  label,
  whole = '全号',
  whose,
  mask,
  reveal,
  withoutReason = false,
  missing = '还没有',
}: MaskedFieldProps) => {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const [full, setFull] = useState<string | null>(null);
  const [left, setLeft] = useState(0);
  const [error, setError] = useState('');

  useEffect(() => {
    if (full === null) return;
    if (left <= 0) {
      setFull(null);
      return;
    }
    const timer = setTimeout(() => setLeft(left - 1), 1000);
    return () => clearTimeout(timer);
  }, [full, left]);

  const show = async (reason: string) => {
    if (!reveal) return;
    setError('');
    try {
      setFull(await reveal(reason));
      setLeft(SHOWN_S);
      setAnchor(null);
    } catch (thrown) {
      setError(thrown instanceof QinyouError ? thrown.message : '没取到，再试一次');
    }
  };

  if (!mask)
    return (
      <Box component="span" sx={{ color: 'text.disabled' }}>
        {missing}
      </Box>
    );
  return (
    <Box sx={{ display: 'flex', alignItems: 'center', gap: 1, minHeight: 32 }}>
      <Box component="span" sx={{ flex: 1, minWidth: 0, userSelect: full === null ? 'none' : 'text' }}>
        {full ?? mask}
      </Box>
      {full !== null && (
        <Box component="span" sx={{ typography: 'caption', color: 'text.disabled', whiteSpace: 'nowrap' }}>
          {left} 秒后遮上
        </Box>
      )}
      {error && !anchor && (
        <Box component="span" role="alert" sx={{ typography: 'caption', color: 'error.main' }}>
          {error}
        </Box>
      )}
      {reveal ? (
        <IconButton
          size="small"
          aria-label={full === null ? `看${whose}的${label}${whole}` : '现在遮上'}
          aria-expanded={anchor !== null}
          onClick={(event) => {
            if (full !== null) setFull(null);
            else if (withoutReason) void show('联系本人');
            else setAnchor(event.currentTarget);
          }}
          sx={full === null ? {} : { bgcolor: (t) => t.palette.tint, color: 'primary.main' }}
        >
          {full === null ? <Visibility /> : <VisibilityOff />}
        </IconButton>
      ) : (
        <Box component="span" sx={{ typography: 'caption', color: 'text.disabled', whiteSpace: 'nowrap' }}>
          这一项不归你看
        </Box>
      )}
      <Popover
        open={anchor !== null}
        anchorEl={anchor}
        onClose={() => setAnchor(null)}
        anchorOrigin={{ vertical: 'bottom', horizontal: 'right' }}
        transformOrigin={{ vertical: 'top', horizontal: 'right' }}
      >
        <AskReason
          title={`看${whose}的${label}${whole}`}
          error={error}
          onCancel={() => setAnchor(null)}
          onGo={show}
        />
      </Popover>
    </Box>
  );
};

const AskReason = ({
  title,
  error,
  onCancel,
  onGo,
}: {
  title: string;
  error: string;
  onCancel: () => void;
  onGo: (reason: string) => Promise<void>;
}) => {
  const id = useId();
  const [kind, setKind] = useState<string>(REASONS[0]);
  const [detail, setDetail] = useState('');
  const [busy, setBusy] = useState(false);
  const needsDetail = kind === '别的' && detail.trim() === '';
  return (
    <Box
      component="form"
      role="dialog"
      aria-labelledby={id}
      onSubmit={(event) => {
        event.preventDefault();
        if (needsDetail || busy) return;
        setBusy(true);
        void onGo([kind, detail.trim()].filter(Boolean).join('：')).finally(() => setBusy(false));
      }}
      sx={{ p: 2, width: 300, maxWidth: '90vw', display: 'grid', gap: 1 }}
    >
      <Typography variant="h3" id={id}>
        {title}
      </Typography>
      <Typography variant="body2" color="text.secondary">
        会记下谁、什么时候、为什么看。60 秒后自动遮上。
      </Typography>
      <RadioGroup
        aria-label="为什么要看"
        value={kind}
        onChange={(_, value) => setKind(value)}
        sx={{ display: 'grid', gridTemplateColumns: '1fr 1fr' }}
      >
        {REASONS.map((reason) => (
          <FormControlLabel
            key={reason}
            value={reason}
            control={<Radio autoFocus={reason === REASONS[0]} />}
            label={reason}
          />
        ))}
      </RadioGroup>
      <TextField
        value={detail}
        onChange={(event) => setDetail(event.target.value)}
        placeholder={kind === '别的' ? '写清楚为什么' : '可以再写一句'}
        error={error !== ''}
        helperText={error}
        slotProps={{ htmlInput: { 'aria-label': '说明', maxLength: 200 } }}
      />
      <Box sx={{ display: 'flex', justifyContent: 'flex-end', gap: 1 }}>
        <Button color="secondary" onClick={onCancel}>
          不看了
        </Button>
        <Button type="submit" variant="contained" disabled={needsDetail || busy}>
          看 60 秒
        </Button>
      </Box>
    </Box>
  );
};
