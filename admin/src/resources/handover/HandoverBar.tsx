import { Button } from '@mui/material';
import { Link } from 'react-router-dom';
import { formatDate, StickyBar, withUnit } from '../../shared/index.ts';
import type { HandoverWork } from './use-handover.ts';

export const STEPS = ['选户', '接手的人', '日期、原因', '对照'] as const;

/** What will happen, and the way on; the last button repeats verb and number. */
export const HandoverBar = ({
  at,
  work,
  back,
  onBack,
  onNext,
  onCarryOut,
}: {
  at: number;
  work: HandoverWork;
  back: string;
  onBack: () => void;
  onNext: () => void;
  onCarryOut: () => void;
}) => {
  const { plan, pending, ahead, choices } = work;
  const households = withUnit(plan.going.length, '户');
  const stuck = plan.going.length === 0 || (at === 1 && plan.open > 0);
  return (
    <StickyBar says={saysAt(at, work)}>
      {at === 0 ? (
        <Button component={Link} to={back} color="secondary">
          先不交接
        </Button>
      ) : (
        <Button color="secondary" onClick={onBack}>
          上一步
        </Button>
      )}
      {at < STEPS.length - 1 ? (
        <Button variant="contained" disabled={stuck} onClick={onNext}>
          下一步
        </Button>
      ) : (
        <Button variant="contained" disabled={pending} onClick={onCarryOut}>
          {ahead ? `预定 ${formatDate(choices.on)}交接 ${households}` : `交接 ${households}`}
        </Button>
      )}
    </StickyBar>
  );
};

function saysAt(at: number, { plan: { going, open, staying }, undoable, ahead }: HandoverWork): string {
  if (going.length === 0) return '至少选 1 户。现在还什么都没有改。';
  if (at === 1 && open > 0) return `还有 ${withUnit(open, '户')}没有人接：选一名，或者先不交。`;
  if (at < 3) {
    const rest = staying.length > 0 ? `，先不交 ${withUnit(staying.length, '户')}` : '';
    return `要交接 ${withUnit(going.length, '户')}${rest}。现在还什么都没有改。`;
  }
  const whole = '要么都办成，要么什么都不改。';
  if (ahead) return `到那天自动办，${whole}在那以前能撤销。`;
  return `${whole}${undoable ? '办完还能撤销。' : '人已不在岗，办完不能撤销，看清楚再交接。'}`;
}
