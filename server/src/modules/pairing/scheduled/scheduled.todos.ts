import { sql } from 'kysely';
import { may } from '../../../platform/auth/policy.ts';
import { statement } from '../../../platform/db/query-builder.ts';
import type { TodoSource } from '../confirmation/home.resolver.ts';
import type { Day } from '../pairing.rules.ts';
import { scheduleHandovers } from '../pairing.policy.ts';
import { faultOfLine } from './scheduled.queries.ts';

interface Waiting {
  /** That their day refused. */
  refused: number;
  /** That their day will refuse, as it looks. */
  broken: number;
  due: Day | null;
}

/** Scheduled handovers that somebody has to decide anew. */
export const handoverTodos: TodoSource = async ({ db, actor, scope }) => {
  if (!may(actor, scheduleHandovers)) return [];
  const query = sql<Waiting>`select count(*) filter (where x.refused)::int as refused, count(*) filter (where not x.refused)::int as broken,
      min(x.day)::text as due
    from (select h.id, h.day, h.state = 'ATTENTION' as refused
      from scheduled_handover_line l join scheduled_handover h on h.id = l.handover_id join pairing p on p.id = l.pairing_id
      left join cadre s on s.id = l.successor_id
      where l.state in ('SCHEDULED', 'ATTENTION') and l.path >= ${scope.lo} and l.path < ${scope.hi}
        and (h.state = 'ATTENTION' or ${faultOfLine} is not null) group by h.id) x`;
  const { refused = 0, broken = 0, due = null } = (await db.row(scope, statement(query))) ?? {};
  if (refused + broken === 0) return [];
  return [
    {
      id: 'scheduled-handover',
      lamp: refused > 0 ? ('RED' as const) : ('YELLOW' as const),
      title: `${refused + broken} 次预定的交接要重新定`,
      reason: [
        ...(refused > 0 ? [`${refused} 次到了日子没办成，什么都没有改`] : []),
        ...(broken > 0 ? [`${broken} 次里有户或接手人变了`] : []),
      ].join('；'),
      due,
      to: '/handovers',
      action: '去看',
    },
  ];
};
