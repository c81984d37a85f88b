import { Box } from '@mui/material';
import { Fragment } from 'react';
import { Light, Section, type Lamp } from '../../shared/index.ts';

const MEANINGS: readonly [Lamp, string][] = [
  ['GREEN', '没有空白和重复，或都已说明原因'],
  ['YELLOW', '还没齐，按近 7 天的速度赶得上截止日'],
  ['RED', '按近 7 天的速度赶不上，或已过期'],
];

/** Lights that explain themselves. */
export const LampLegend = () => (
  <Section title="三种灯怎么来的">
    <Box
      component="dl"
      sx={{
        m: 0,
        display: 'grid',
        gridTemplateColumns: '84px minmax(0, 1fr)',
        gap: '6px 4px',
        typography: 'body2',
      }}
    >
      {MEANINGS.map(([lamp, meaning]) => (
        <Fragment key={lamp}>
          <dt>
            <Light lamp={lamp} />
          </dt>
          <Box component="dd" sx={{ m: 0, color: 'text.secondary' }}>
            {meaning}
          </Box>
        </Fragment>
      ))}
    </Box>
  </Section>
);
