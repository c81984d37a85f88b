import { LatestHandoverDocument } from '@qinyou/schema';
import { useAsk, withUnit } from '../../../shared/index.ts';
import { WayBack } from '../WayBack.tsx';

/** A handover of today can be taken back on the page of who handed over. */
export const LatelyHandedOver = ({ cadreId }: { cadreId: string }) => {
  const latest = useAsk(LatestHandoverDocument, { cadreId }).data?.latestHandover;
  if (!latest) return null;
  return <WayBack step={latest} did={`交接了 ${withUnit(latest.households, '户')}`} label="撤销交接" />;
};
