import { Box, Button } from '@mui/material';
import { Link } from 'react-router-dom';
import { Section, withUnit } from '../../shared/index.ts';
import { briefsOf, sentenceOf, saidOf, saidOfOrder } from './handover-words.ts';
import { Withdraw } from './scheduled/Withdraw.tsx';
import type { Done, HandoverWork } from './use-handover.ts';

/** After it: what was done or is ordered, the briefs, and the way back as long as there is one. */
export const HandedOver = ({
  done: { going, on, did },
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
      title={'order' in did ? saidOfOrder(going, on) : saidOf(going, on)}
      hint={'order' in did ? '到那天自动办，办不成会出现在待办里' : undefined}
      padded={false}
      footer={
        <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 1, width: '100%' }}>
          {'order' in did ? (
            <Button component={Link} to="/handovers" variant="contained">
              看预定的交接
            </Button>
          ) : (
            <Button component={Link} to={briefsOf(going)} variant="contained">
              看交接单
            </Button>
          )}
          <Button component={Link} to={back} variant="outlined">
            回到{from}
          </Button>
          {'order' in did && <Withdraw order={did.order} />}
          {'actId' in did && work.undoable && (
            <Button
              color="secondary"
              disabled={work.pending}
              onClick={() => void work.takeBack(did.actId)}
              sx={{ ml: { sm: 'auto' } }}
            >
              撤回这次交接的 {withUnit(going.length, '户')}
            </Button>
          )}
        </Box>
      }
    >
      <Box
        component="ul"
        aria-label={'order' in did ? '预定交接的户' : '交接好的户'}
        sx={{ m: 0, p: 0, listStyle: 'none' }}
      >
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
