import { Box } from '@mui/material';
import { ScheduledHandoversDocument } from '@qinyou/schema';
import { Link } from 'react-router-dom';
import { useMay } from '../../../providers/session.ts';
import { formatDate, useAsk } from '../../../shared/index.ts';

/** On a household's page: from when somebody else takes over, where that is ordered. */
export const GoesTo = ({ householdId }: { householdId: string }) => {
  const allowed = useMay('pairing.scheduleHandovers');
  const { data } = useAsk(ScheduledHandoversDocument, { filter: { householdId } }, { enabled: allowed });
  const orders = data?.scheduledHandovers.items ?? [];
  return orders.map(({ id, cadreId, cadre, on, state, lines }) => {
    const line = lines.find((one) => one.householdId === householdId);
    if (!line) return null;
    const refused = state === 'ATTENTION' || line.problem !== null;
    return (
      <Box key={id} sx={{ px: 2, py: 1, borderTop: 1, borderColor: 'divider', typography: 'body2' }}>
        {refused ? (
          <>
            <Box component="span" sx={{ color: 'lamp.yellow.text' }}>
              ▲ 预定 {formatDate(on)}的交接要重新定：
            </Box>
            {line.problem ?? '那一天没有办成'}，去看<Link to={`/cadres/${cadreId}/show`}>{cadre}</Link>
          </>
        ) : (
          <>
            <b>
              {formatDate(on)}起由{line.successor ?? '市里安排的干部'}接手
            </b>
            {line.successorUnit && `，${line.successorUnit}`}
          </>
        )}
      </Box>
    );
  });
};
