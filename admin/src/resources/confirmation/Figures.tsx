import { Box } from '@mui/material';
import type { DifferencesFragment, YearChange } from '@qinyou/schema';
import { Link } from 'react-router-dom';
import { withUnit } from '../../shared/index.ts';

/** The year in figures: what was carried on, what came, moved, went, and what stands today. */
export const Figures = ({
  differences: { same, added, moved, ended, retained },
  total,
  totalLabel,
  listOf,
}: {
  differences: DifferencesFragment;
  total: number;
  totalLabel: string;
  /** Where the list behind a figure is, where it is not on the page already. */
  listOf?: (change: YearChange) => string;
}) => {
  const rows: [label: string, figure: string, list?: YearChange][] = [
    ['结转去年', withUnit(same + moved + ended, '对')],
    ['新结', added > 0 ? `+ ${withUnit(added, '对')}` : withUnit(0, '对'), 'NEW'],
    ['换了人', withUnit(moved, '对'), 'MOVED'],
    [
      retained > 0 ? `终止，其中仍做朋友 ${String(retained)}` : '终止',
      ended > 0 ? `− ${withUnit(ended, '对')}` : withUnit(0, '对'),
      'ENDED',
    ],
    [totalLabel, withUnit(total, '对')],
  ];
  return (
    <Box
      component="dl"
      sx={{ m: 0, display: 'grid', gridTemplateColumns: '1fr auto', rowGap: 0.5, typography: 'body2' }}
    >
      {rows.map(([label, figure, list]) => {
        const strong = label === totalLabel;
        return (
          <Box key={label} sx={{ display: 'contents', fontWeight: strong ? 600 : 400 }}>
            <Box
              component="dt"
              sx={{ color: strong ? 'text.primary' : 'text.secondary', fontWeight: 'inherit' }}
            >
              {label}
            </Box>
            <Box component="dd" sx={{ m: 0, textAlign: 'right', fontWeight: 'inherit' }}>
              {list && listOf && /[1-9]/.test(figure) ? (
                <Link to={listOf(list)} aria-label={`${label} ${figure}，看名单`}>
                  {figure}
                </Link>
              ) : (
                figure
              )}
            </Box>
          </Box>
        );
      })}
    </Box>
  );
};
