import type { ConfirmationStep, UnitConfirmationCardFragment, YearChange } from '@qinyou/schema';

/** What the light of a unit is called where it is signed: the state, not the pace. */
export const unitWord = (
  unit: Pick<UnitConfirmationCardFragment, 'state' | 'changedSince' | 'lamp'>,
): string | undefined => {
  if (unit.changedSince && unit.state !== 'DRAFT') return '要重签';
  if (unit.state === 'COUNTERSIGNED') return '已会签';
  if (unit.state === 'CONFIRMED' && unit.lamp !== 'RED') return '等会签';
  return undefined;
};

export const STEP_WORDS: Record<ConfirmationStep, string> = {
  CONFIRM: '确认',
  COUNTERSIGN: '会签',
  CLOSE: '关账',
  REOPEN: '退回',
};

export const CHANGE_WORDS: Record<YearChange, string> = {
  NEW: '新结',
  MOVED: '换了人',
  ENDED: '结束',
  SAME: '和去年一样',
};

export const REPORT_WORDS: Readonly<Record<string, string>> = {
  RETIRED: '已退休',
  LONG_ILL: '长期病假',
  ON_LEAVE: '请假、脱产学习',
  OTHER: '别的原因',
};

/** One step of a path is the city, two a county. */
export const levelOf = (path: string): 'CITY' | 'COUNTY' | 'BELOW' | 'UNIT' => {
  if (path.includes('@')) return 'UNIT';
  const steps = path.split('/').length - 1;
  return steps === 1 ? 'CITY' : steps === 2 ? 'COUNTY' : 'BELOW';
};
