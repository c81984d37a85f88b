import CheckCircle from '@mui/icons-material/CheckCircle';
import Adjust from '@mui/icons-material/Adjust';
import RadioButtonUnchecked from '@mui/icons-material/RadioButtonUnchecked';
import { Box, Card } from '@mui/material';

export interface YearStep {
  name: string;
  note: string;
  done: boolean;
}

/** How far the year has come: the first step that isn't done is where it stands. */
export const YearSteps = ({ steps }: { steps: readonly YearStep[] }) => {
  const at = steps.findIndex((step) => !step.done);
  return (
    <Card
      component="ol"
      aria-label="确认进度"
      sx={{
        display: 'grid',
        gridTemplateColumns: { xs: '1fr', sm: `repeat(${String(steps.length)}, 1fr)` },
        gap: 1,
        m: 0,
        mb: 1.5,
        px: 2,
        py: 1.25,
        listStyle: 'none',
      }}
    >
      {steps.map((step, i) => {
        const Icon = step.done ? CheckCircle : i === at ? Adjust : RadioButtonUnchecked;
        return (
          <Box
            component="li"
            key={step.name}
            aria-current={i === at ? 'step' : undefined}
            sx={{ display: 'flex', gap: 1, alignItems: 'center', minWidth: 0 }}
          >
            <Icon
              aria-hidden
              sx={{
                fontSize: 22,
                color: i === at ? 'primary.main' : step.done ? 'text.secondary' : 'text.disabled',
              }}
            />
            <Box sx={{ minWidth: 0 }}>
              <Box
                sx={{ fontWeight: i === at ? 600 : 400, color: i === at ? 'primary.main' : 'text.primary' }}
              >
                {step.name}
              </Box>
              <Box sx={{ typography: 'caption', color: 'text.secondary' }}>{step.note}</Box>
            </Box>
          </Box>
        );
      })}
    </Card>
  );
};
