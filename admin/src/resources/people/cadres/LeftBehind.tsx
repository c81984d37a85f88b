import SwapHoriz from '@mui/icons-material/SwapHoriz';
import { Button } from '@mui/material';
import { Link } from 'react-router-dom';
import { daysBetween, Notice, today, withUnit } from '../../../shared/index.ts';
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
export const LeftBehind = ({ cadre }: { cadre: CadreRecord }) => {
  if (cadre.load === 0) return null;
  if (!STOPPED.includes(cadre.status) && !movedLately(cadre, today())) return null;
  return (
    <Notice
      tone="yellow"
      icon={SwapHoriz}
      role="status"
      title={`${cadre.name}手上还有 ${withUnit(cadre.load, '户')}，交给谁？`}
      actions={
        <Button component={Link} to={`/cadres/${cadre.id}/handover`} size="small" variant="outlined">
          交接 {withUnit(cadre.load, '户')}
        </Button>
      }
    />
  );
};
