import CheckCircle from '@mui/icons-material/CheckCircle';
import RadioButtonUnchecked from '@mui/icons-material/RadioButtonUnchecked';
import Report from '@mui/icons-material/Report';
import Warning from '@mui/icons-material/Warning';
import { Box, type SxProps, type Theme } from '@mui/material';

/** RED = 赶不上, YELLOW = 要抓紧, GREEN = 已齐, NONE = 照常. The server works it out; here it is only shown. */
export type Lamp = 'RED' | 'YELLOW' | 'GREEN' | 'NONE';

const SHAPES = { RED: Report, YELLOW: Warning, GREEN: CheckCircle, NONE: RadioButtonUnchecked } as const;
const WORDS = { RED: '赶不上', YELLOW: '要抓紧', GREEN: '已齐', NONE: '照常' } as const;
const COLORS = { RED: 'lamp.red', YELLOW: 'lamp.yellow', GREEN: 'lamp.green' } as const;

/** Palette path of the lamp’s `text`, `glyph` or `tint`. */
const lampColor = (lamp: Lamp, part: 'text' | 'glyph'): string =>
  lamp === 'NONE' ? 'text.disabled' : `${COLORS[lamp]}.${part}`;

export interface LightProps {
  lamp: Lamp;
  /** Another word for the same state, e.g. 已确认. */
  word?: string;
  /** Why; always say it somewhere near where there is no room for it here. */
  reason?: string | null;
  /** The shape alone, the word for screen readers only (inside tiles and trees). */
  compact?: boolean;
  sx?: SxProps<Theme>;
}

/** State as shape + word + reason, never colour alone. */
export const Light = ({ lamp, word = WORDS[lamp], reason, compact = false, sx }: LightProps) => {
  const Shape = SHAPES[lamp];
  return (
    <Box
      component="span"
      sx={[
        { display: 'inline-flex', alignItems: 'center', gap: 1, minWidth: 0 },
        ...(Array.isArray(sx) ? sx : [sx]),
      ]}
    >
      <Box
        component="span"
        sx={{
          display: 'inline-flex',
          alignItems: 'center',
          gap: 0.5,
          whiteSpace: 'nowrap',
          fontWeight: lamp === 'NONE' ? 400 : 600,
          color: lampColor(lamp, 'text'),
        }}
      >
        <Shape aria-hidden sx={{ fontSize: 18, color: lampColor(lamp, 'glyph') }} />
        {compact ? <span style={hidden}>{word}</span> : word}
      </Box>
      {reason && !compact && (
        <Box
          component="span"
          sx={{
            color: 'text.secondary',
            typography: 'body2',
            wordBreak: 'keep-all',
            overflowWrap: 'anywhere',
          }}
        >
          {reason}
        </Box>
      )}
    </Box>
  );
};

/** Read out, not shown. */
export const hidden = {
  position: 'absolute',
  width: 1,
  height: 1,
  overflow: 'hidden',
  clipPath: 'inset(50%)',
  whiteSpace: 'nowrap',
} as const;
