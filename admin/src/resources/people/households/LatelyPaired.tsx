import { LatestPairingActDocument, type LatestPairingActQuery } from '@qinyou/schema';
import { useAsk, withUnit } from '../../../shared/index.ts';
import { WayBack } from '../WayBack.tsx';

type Step = NonNullable<LatestPairingActQuery['latestPairingAct']>;

/** What one did to a household's friends today can be taken back on its page. */
export const LatelyPaired = ({ householdId }: { householdId: string }) => {
  const latest = useAsk(LatestPairingActDocument, { householdId }).data?.latestPairingAct;
  if (!latest) return null;
  const { households } = latest;
  const label = households > 1 ? `撤销这一步（共 ${withUnit(households, '户')}）` : '撤销';
  return <WayBack step={latest} did={didIn(latest)} label={label} />;
};

function didIn({ begun, ended }: Step): string {
  const [to, from] = [begun.join('、'), ended.join('、')];
  if (to && from) return `把这一户从${from}换给了${to}`;
  if (to) return `给这一户结了对：${to}`;
  if (from) return `结束了${from}和这一户的结对`;
  return '处理了这一户的登记';
}
