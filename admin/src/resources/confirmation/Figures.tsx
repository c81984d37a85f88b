import { Box } from '@mui/material';
import type { DifferencesFragment } from '@qinyou/schema';
import { withUnit } from '../../shared/index.ts';

/** The year in figures: what was carried on, what came, moved, went, and what stands today. */
export const Figures = ({
  differences: { same, added, moved, ended, retained },
  total,
  totalLabel,
}: {
  differences: DifferencesFragment;
  total: number;
  totalLabel: string;
}) => {
  const rows: [string, string, boolean?][] = [
    ['结转去年', withUnit(same + moved + ended, '对')],
    ['新结', `+ ${withUnit(added, '对')}`],
    ['移交给别人', withUnit(moved, '对')],
    [
      retained > 0 ? `终止，其中仍做朋友 ${String(retained)}` : '终止',
      ended > 0 ? `− ${withUnit(ended, '对')}` : withUnit(0, '对'),
    ],
    [totalLabel, withUnit(total, '对'), true],
  ];
  return (
    <Box
      component="dl"
      sx={{ m: 0, display: 'grid', gridTemplateColumns: '1fr auto', rowGap: 0.5, typography: 'body2' }}
    >
      {rows.map(([label, figure, strong]) => (
        <Box key={label} sx={{ display: 'contents', fontWeight: strong ? 600 : 400 }}>
          <Box
            component="dt"
            sx={{ color: strong ? 'text.primary' : 'text.secondary', fontWeight: 'inherit' }}
          >
            {label}
          </Box>
          <Box component="dd" sx={{ m: 0, textAlign: 'right', fontWeight: 'inherit' }}>
            {figure}
          </Box>
        </Box>
      ))}
    </Box>
  );
};
