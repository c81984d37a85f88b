import Check from '@mui/icons-material/Check';
import { Box } from '@mui/material';

/** The steps of a wizard, in its heading: done, here, still to come. */
export const Steps = ({ steps, at }: { steps: readonly string[]; at: number }) => (
  <Box
    component="ol"
    aria-label="步骤"
    sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'center', listStyle: 'none', p: 0, m: 0 }}
  >
    {steps.map((step, i) => (
      <Box
        component="li"
        key={step}
        aria-current={i === at ? 'step' : undefined}
        sx={{
          display: 'flex',
          alignItems: 'center',
          gap: 0.75,
          color: i === at ? 'primary.main' : 'text.secondary',
          fontWeight: i === at ? 600 : 400,
          '&:not(:last-child)::after': {
            content: '""',
            display: { xs: 'none', sm: 'block' },
            width: 24,
            borderTop: 1,
            borderColor: 'divider',
            ml: 0.25,
          },
        }}
      >
        <Box
          aria-hidden
          sx={(t) => ({
            display: 'grid',
            placeItems: 'center',
            width: 20,
            height: 20,
            borderRadius: '50%',
            fontSize: '0.75rem',
            border: 1,
            borderColor: i <= at ? 'transparent' : t.palette.edge,
            bgcolor: i === at ? 'primary.main' : i < at ? t.palette.ramp[3] : 'transparent',
            color: i === at ? 'primary.contrastText' : i < at ? 'background.paper' : 'text.secondary',
          })}
        >
          {i < at ? <Check sx={(t) => ({ fontSize: 14, color: t.palette.background.paper })} /> : i + 1}
        </Box>
        {step}
      </Box>
    ))}
  </Box>
);
