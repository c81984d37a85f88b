import SwapHoriz from '@mui/icons-material/SwapHoriz';
import { Button } from '@mui/material';
import { Link } from 'react-router-dom';
import { daysBetween, Notice, today, withUnit } from '../../../shared/index.ts';
import type { Scheduled } from '../../handover/scheduled/scheduled-words.ts';
import type { CadreRecord } from './CadreForms.tsx';

const STOPPED: readonly string[] = ['RETIRED', 'LEFT', 'ILL', 'SECONDED'];
/** So long after a transfer somebody is asked who takes over. */
const FRESH_DAYS = 30;

/** Whether they came to their unit from another one lately. */
const movedLately = ({ postings }: CadreRecord, day: string): boolean => {
  const posts = postings.filter(({ kind }) => kind === 'POST');
  const now = posts.find(({ to }) => to === null);
  const before = posts.some(({ to, unit }) => to !== null && unit?.id !== now?.unit?.id);
  return now !== undefined && before && daysBetween(now.from, day) <= FRESH_DAYS;
};

/** R7: whoever has stopped or moved on still has friends; somebody has to take over. */
export const LeftBehind = ({ cadre, ordered }: { cadre: CadreRecord; ordered: readonly Scheduled[] }) => {
  const promised = ordered.filter(({ state }) => state === 'SCHEDULED').flatMap(({ lines }) => lines);
  const left = cadre.load - promised.length;
  if (left <= 0) return null;
  if (!STOPPED.includes(cadre.status) && !movedLately(cadre, today())) return null;
  return (
    <Notice
      tone="yellow"
      icon={SwapHoriz}
      role="status"
      title={`${cadre.name}手上还有 ${withUnit(left, '户')}${promised.length > 0 ? '没有安排' : ''}，交给谁？`}
      actions={
        <Button component={Link} to={`/cadres/${cadre.id}/handover`} size="small" variant="outlined">
          交接 {withUnit(left, '户')}
        </Button>
      }
    />
  );
};
