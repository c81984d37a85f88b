import Close from '@mui/icons-material/Close';
import KeyboardArrowLeft from '@mui/icons-material/ChevronLeft';
import KeyboardArrowRight from '@mui/icons-material/ChevronRight';
import { Box, Drawer, IconButton, Typography, useMediaQuery, type Theme } from '@mui/material';
import { useEffect, useId, useRef, type ReactNode } from 'react';

export interface SideDrawerProps {
  open: boolean;
  title: string;
  subtitle?: ReactNode;
  onClose: () => void;
  onPrevious?: (() => void) | undefined;
  onNext?: (() => void) | undefined;
  /** Keys that work here, at the foot. */
  footer?: ReactNode;
  children: ReactNode;
}

/**
 * The pane beside a list: part of the page on a desk (360 wide, its own scroll), a sheet over it on a phone. It takes the focus
 * when it opens and gives it back when it closes.
 */
export const SideDrawer = ({
  open,
  title,
  subtitle,
  onClose,
  onPrevious,
  onNext,
  footer,
  children,
}: SideDrawerProps) => {
  const narrow = useMediaQuery<Theme>((t) => t.breakpoints.down('md'));
  const id = useId();
  const heading = useRef<HTMLHeadingElement>(null);
  const cameFrom = useRef<Element | null>(null);
  useEffect(() => {
    if (!open) return;
    cameFrom.current = document.activeElement;
    heading.current?.focus({ preventScroll: true });
    return () => {
      if (cameFrom.current instanceof HTMLElement) cameFrom.current.focus({ preventScroll: true });
    };
  }, [open]);

  const body = (
    <>
      <Box
        component="header"
        sx={{
          display: 'flex',
          alignItems: 'flex-start',
          gap: 1,
          p: 2,
          borderBottom: 1,
          borderColor: 'divider',
        }}
      >
        <Box sx={{ flex: 1, minWidth: 0 }}>
          <Typography variant="h2" id={id} ref={heading} tabIndex={-1}>
            {title}
          </Typography>
          {subtitle && (
            <Typography variant="body2" color="text.secondary">
              {subtitle}
            </Typography>
          )}
        </Box>
        {onPrevious && (
          <IconButton aria-label="上一条" onClick={onPrevious} children={<KeyboardArrowLeft />} />
        )}
        {onNext && <IconButton aria-label="下一条" onClick={onNext} children={<KeyboardArrowRight />} />}
        <IconButton aria-label="关上" onClick={onClose} children={<Close />} />
      </Box>
      <Box sx={{ flex: 1, overflowY: 'auto', p: 2 }}>{children}</Box>
      {footer && (
        <Box
          component="footer"
          sx={{
            px: 2,
            py: 1,
            borderTop: 1,
            borderColor: 'divider',
            typography: 'caption',
            color: 'text.disabled',
          }}
        >
          {footer}
        </Box>
      )}
    </>
  );
  const closeOnEscape = (event: React.KeyboardEvent) => {
    if (event.key === 'Escape') onClose();
  };

  if (narrow)
    return (
      <Drawer
        anchor="right"
        open={open}
        onClose={onClose}
        slotProps={{ paper: { 'aria-labelledby': id, sx: { width: 'min(100vw, 400px)' } } }}
      >
        {open && body}
      </Drawer>
    );
  if (!open) return null;
  return (
    <Box
      component="aside"
      aria-labelledby={id}
      onKeyDown={closeOnEscape}
      sx={{
        width: 360,
        flex: 'none',
        display: 'flex',
        flexDirection: 'column',
        maxHeight: '100%',
        minHeight: 0,
        bgcolor: 'background.paper',
        border: 1,
        borderColor: 'divider',
        borderRadius: '8px',
      }}
    >
      {body}
    </Box>
  );
};
