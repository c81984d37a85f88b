import History from '@mui/icons-material/History';
import { Button } from '@mui/material';
import { UndoPairingActDocument } from '@qinyou/schema';
import { formatClock, Notice, today, useTakeBack, WhyDialog } from '../../shared/index.ts';

interface Props {
  /** What one did within the day. */
  step: { id: string; at: string; whyNot?: string | null };
  /** The same in words: 给这一户结了对. */
  did: string;
  /** What is taken back: 撤销交接. */
  label: string;
}

/** Within the day the way back is here, too, for whoever did it; where there is none any more, why. */
export const WayBack = ({ step: { id, at, whyNot }, did, label }: Props) => {
  const back = useTakeBack(UndoPairingActDocument, (act, reason) => ({ ...act, reason }));
  const day = today(new Date(at)) === today() ? '今天' : '昨天';
  return (
    <>
      <Notice
        tone="plain"
        icon={History}
        role="status"
        title={`${day} ${formatClock(at)} 你${did}${whyNot ? '：' : ''}`}
        actions={
          !whyNot && (
            <Button
              size="small"
              variant="outlined"
              disabled={back.pending}
              onClick={() => void back.run({ id })}
            >
              {label}
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
