import { Box, Button } from '@mui/material';
import { Link } from 'react-router-dom';
import { Section, withUnit } from '../../shared/index.ts';
import { briefsOf, sentenceOf, saidOf } from './handover-words.ts';
import type { Done, HandoverWork } from './use-handover.ts';

/** After it: what was done, the briefs, and the way back as long as the day lasts. */
export const HandedOver = ({
  done: { going, on, actId },
  from,
  back,
  work,
}: {
  done: Done;
  from: string;
  back: string;
  work: HandoverWork;
}) => (
  <Box sx={{ maxWidth: 880 }}>
    <Section
      title={saidOf(going, on)}
      padded={false}
      footer={
        <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 1, width: '100%' }}>
          <Button component={Link} to={briefsOf(going)} variant="contained">
            看交接单
          </Button>
          <Button component={Link} to={back} variant="outlined">
            回到{from}
          </Button>
          {work.undoable && (
            <Button
              color="secondary"
              disabled={work.pending}
              onClick={() => void work.takeBack(actId)}
              sx={{ ml: { sm: 'auto' } }}
            >
              撤回这次交接的 {withUnit(going.length, '户')}
            </Button>
          )}
        </Box>
      }
    >
      <Box component="ul" aria-label="交接好的户" sx={{ m: 0, p: 0, listStyle: 'none' }}>
        {going.map((one) => (
          <Box
            component="li"
            key={one.line.id}
            sx={{ px: 2, py: 1, '& + &': { borderTop: 1, borderColor: 'divider' } }}
          >
            {sentenceOf(from, one, on)}
          </Box>
        ))}
      </Box>
    </Section>
  </Box>
);
