/** Whether somebody is at work (R7): 在岗, 请假, 病休, 借调, 退休, 离职, 去世. */
export const CADRE_STATUSES = [
  'ACTIVE',
  'ON_LEAVE',
  'ILL',
  'SECONDED',
  'RETIRED',
  'LEFT',
  'DECEASED',
] as const;
export type CadreStatus = (typeof CADRE_STATUSES)[number];

export type StoppedStatus = 'RETIRED' | 'LEFT' | 'DECEASED';

/** R7: whether somebody with this status works no longer. */
export const hasStopped = (status: CadreStatus): status is StoppedStatus =>
  status === 'RETIRED' || status === 'LEFT' || status === 'DECEASED';

/** Why a status can't be set over another, in Chinese; null where it can. A secondment begins and ends by mutations of its own. */
export function statusFault(now: CadreStatus, next: CadreStatus): string | null {
  if (now === 'DECEASED') return '已经记过去世，不能再改';
  if (next === now) return null;
  if (next === 'SECONDED') return '借调请在「借调」里办，要选借到哪个单位';
  if (now === 'SECONDED' && !hasStopped(next)) return '还在借调中。先记下借调结束，再改状态';
  return null;
}
