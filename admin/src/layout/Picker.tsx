import ArrowDropDown from '@mui/icons-material/ArrowDropDown';
import { Button, type SvgIconProps } from '@mui/material';
import { forwardRef, type ComponentType, type MouseEventHandler } from 'react';

interface PickerProps {
  icon: ComponentType<SvgIconProps>;
  /** What is chosen; read out together with `says`. */
  label: string;
  /** 换地方 */
  says: string;
  open: boolean;
  onClick: MouseEventHandler<HTMLElement>;
}

/** A quiet button in the bar that opens a choice. */
export const Picker = forwardRef<HTMLButtonElement, PickerProps>(
  ({ icon: Icon, label, says, open, onClick }, ref) => (
    <Button
      ref={ref}
      color="inherit"
      onClick={onClick}
      aria-haspopup="true"
      aria-expanded={open}
      aria-label={`${label}，${says}`}
      sx={{ fontWeight: 400, px: 1, '&:hover': { bgcolor: (t) => t.palette.sub } }}
      startIcon={<Icon sx={{ color: 'text.disabled', fontSize: '16px !important' }} />}
      endIcon={<ArrowDropDown sx={{ color: 'text.disabled', ml: -0.5 }} />}
    >
      {label}
    </Button>
  ),
);
Picker.displayName = 'Picker';
