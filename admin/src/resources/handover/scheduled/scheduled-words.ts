import type { ScheduledHandoverRowFragment } from '@qinyou/schema';
import { formatDate, withUnit } from '../../../shared/format.ts';

export type Scheduled = ScheduledHandoverRowFragment;

/** Who takes over, each once: 张立新、李明; 市里安排的干部 where one may not know who. */
export const successorsOf = ({ lines }: Pick<Scheduled, 'lines'>): string =>
  [...new Set(lines.map(({ successor }) => successor ?? '市里安排的干部'))].join('、');

/** 4 月 1 日起，3 户由张立新接手 */
export const sayScheduled = (order: Pick<Scheduled, 'on' | 'lines'>): string =>
  `${formatDate(order.on)}起，${withUnit(order.lines.length, '户')}由${successorsOf(order)}接手`;

/** What of it can't be as it stands, by its day or by now. */
export const troubleOf = ({ problem, lines }: Scheduled): string[] => [
  ...(problem ? [problem] : []),
  ...lines.flatMap((line) => (line.problem ? [`${line.head}户：${line.problem}`] : [])),
];

/** How an order stands: refused by its day, about to be refused, or well. */
export function toneOf(order: Scheduled): 'red' | 'yellow' | 'info' {
  if (order.state === 'ATTENTION') return 'red';
  return troubleOf(order).length > 0 ? 'yellow' : 'info';
}

/** 预定以后又结了 2 户，不在里面 */
export const sayGained = ({ gained }: Pick<Scheduled, 'gained'>): string | null =>
  gained > 0 ? `预定以后又结了 ${withUnit(gained, '户')}，不在里面` : null;

/** Where an order is decided anew. */
export const anewAt = ({ id, cadreId }: Pick<Scheduled, 'id' | 'cadreId'>): string =>
  `/cadres/${cadreId}/handover?instead=${id}`;
