import type { UnitConfirmationCardFragment } from '@qinyou/schema';
import { daysBetween, formatFullDate, today as todayInChina } from '../../shared/format.ts';

export type Reminded = Pick<
  UnitConfirmationCardFragment,
  'name' | 'liaisons' | 'state' | 'changes' | 'unreported' | 'openedAt'
>;

/** What a unit has still to do before its liaison can sign, in a few words. */
export const owes = ({ state, changes, unreported, openedAt }: Reminded): string => {
  const parts = [];
  if (unreported > 0) parts.push(`${String(unreported)} 名干部没有朋友，还没上报`);
  if (state !== 'DRAFT') parts.push(`确认以后又改了 ${String(changes)} 处，要重新确认`);
  else parts.push(openedAt === null ? '草稿还没打开过' : '还没确认');
  return parts.join('；');
};

export interface Reminder {
  year: number;
  /** `YYYY-MM-DD` */
  deadline: string;
  units: readonly Reminded[];
  today?: string;
}

/** The reminder as it is pasted into a message: plain text, one unit a line, with plain spaces. */
export const reminderText = ({ year, deadline, units, today = todayInChina() }: Reminder): string => {
  const left = daysBetween(today, deadline);
  const when = left >= 0 ? `还有 ${String(left)} 天` : `已经过了 ${String(-left)} 天`;
  const lines = units.map((unit, i) => {
    const who = unit.liaisons.length > 0 ? `（联络员${unit.liaisons.join('、')}）` : '（还没定联络员）';
    return `${String(i + 1)}. ${unit.name}${who}：${owes(unit)}`;
  });
  return [
    `【催办】${String(year)} 年度结对交友确认，截止 ${formatFullDate(deadline)}，${when}。下面 ${String(units.length)} 个单位还没确认，请联络员抓紧：`,
    ...lines,
    '登录“亲友”，打开“年度确认”：核对和去年的差别，上报没有朋友的干部，再点确认。',
  ]
    .join('\n')
    .replaceAll('\u00a0', ' ');
};

/** The list as a spreadsheet opens it: UTF-8 with its mark, so that Chinese is read right. */
export const reminderCsv = (units: readonly Reminded[]): string => {
  const cell = (text: string) => `"${text.replaceAll('"', '""')}"`;
  const rows = units.map((unit, i) => [String(i + 1), unit.name, unit.liaisons.join('、'), owes(unit)]);
  return `\ufeff${[['序号', '单位', '联络员', '还差什么'], ...rows].map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`;
};
