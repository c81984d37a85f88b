import { Box, type SvgIconProps } from '@mui/material';
import type { ComponentType, ReactNode } from 'react';

export interface NoticeProps {
  /** The state it speaks of; `info` = you can act here, `plain` = neither. */
  tone: 'red' | 'yellow' | 'green' | 'info' | 'plain';
  icon: ComponentType<SvgIconProps>;
  title?: ReactNode;
  /** Buttons at the right. */
  actions?: ReactNode;
  role?: 'alert' | 'status';
  children?: ReactNode;
}

/** A tinted strip with a shape, a sentence and what to do. */
export const Notice = ({ tone, icon: Icon, title, actions, role, children }: NoticeProps) => (
  <Box
    role={role}
    sx={(t) => ({
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      columnGap: 1,
      px: 1.5,
      py: 1,
      borderRadius: '6px',
      typography: 'body2',
      color: 'text.primary',
      bgcolor:
        tone === 'plain' ? t.palette.ramp[0] : tone === 'info' ? t.palette.tint : t.palette.lamp[tone].tint,
    })}
  >
    <Icon
      aria-hidden
      sx={(t) => ({
        fontSize: 20,
        color:
          tone === 'plain'
            ? t.palette.text.secondary
            : tone === 'info'
              ? t.palette.primary.main
              : t.palette.lamp[tone].glyph,
      })}
    />
    <Box sx={{ flex: '1 1 200px', minWidth: 0 }}>
      {title && <b>{title}</b>}
      {children}
    </Box>
    {actions && <Box sx={{ display: 'flex', gap: 1 }}>{actions}</Box>}
  </Box>
);
