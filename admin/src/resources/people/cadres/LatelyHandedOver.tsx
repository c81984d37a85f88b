import History from '@mui/icons-material/History';
import { Button } from '@mui/material';
import { LatestHandoverDocument, UndoPairingActDocument } from '@qinyou/schema';
import {
  formatClock,
  Notice,
  today,
  useAsk,
  useTakeBack,
  WhyDialog,
  withUnit,
} from '../../../shared/index.ts';

/** Within the day the way back from a handover is here, too, for whoever did it; where there is none any more, why. */
export const LatelyHandedOver = ({ cadreId }: { cadreId: string }) => {
  const { data } = useAsk(LatestHandoverDocument, { cadreId });
  const back = useTakeBack(UndoPairingActDocument, (act, reason) => ({ ...act, reason }));
  const latest = data?.latestHandover;
  if (!latest) return null;
  const { id, at, households, whyNot } = latest;
  const day = today(new Date(at)) === today() ? '今天' : '昨天';
  return (
    <>
      <Notice
        tone="plain"
        icon={History}
        role="status"
        title={`${day} ${formatClock(at)} 你交接了 ${withUnit(households, '户')}${whyNot ? '：' : ''}`}
        actions={
          whyNot === null && (
            <Button
              size="small"
              variant="outlined"
              disabled={back.pending}
              onClick={() => void back.run({ id })}
            >
              撤销交接
            </Button>
          )
        }
      >
        {whyNot}
      </Notice>
      <WhyDialog why={back.why} pending={back.pending} />
    </>
  );
};
