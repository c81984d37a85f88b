import { sql } from 'kysely';
import { may } from '../../platform/auth/policy.ts';
import { systemScope } from '../../platform/auth/scope.ts';
import { calendarDate } from '../../platform/clock.ts';
import { statement } from '../../platform/db/query-builder.ts';
import type { TodoSource } from '../pairing/index.ts';
import { decideDisclosures } from './disclosure.policy.ts';

interface Waiting {
  toDecide: number;
  people: number;
  area: string | null;
  decideBy: Date | null;
  ready: number;
  fetchBy: Date | null;
}

/**
 * What waits for an office: questions of its own colleagues and of the offices right below, and the own files. The city is not
 * asked about every town's; it may decide those, too.
 */
export const disclosureTodos: TodoSource = async ({ db, clock, actor, scope }) => {
  if (!may(actor, decideDisclosures)) return [];
  const { accountId, grantId } = actor;
  const steps = scope.lo.split('/').length + 1;
  const asked = sql`d.state = 'ASKED' and d.account_id <> ${accountId}
    and cardinality(string_to_array(d.path, '/')) <= ${sql.lit(steps)}`;
  const own = sql`d.state = 'READY' and d.downloads = 0 and d.account_id = ${accountId} and d.grant_id = ${grantId}`;
  const query = sql<Waiting>`select count(*) filter (where ${asked})::int as "toDecide",
      coalesce(max(d.asked_rows) filter (where ${asked}), 0)::int as people, max(d.area) filter (where ${asked}) as area,
      min(d.expires_at) filter (where ${asked}) as "decideBy", count(*) filter (where ${own})::int as ready,
      min(d.expires_at) filter (where ${own}) as "fetchBy"
    from disclosure d where d.state in ('ASKED', 'READY') and d.expires_at > ${clock.now()}
      and d.path >= ${scope.lo} and d.path < ${scope.hi}`;
  const found = await db.row(systemScope, statement(query));
  if (!found) return [];
  const { toDecide, people, area, decideBy, ready, fetchBy } = found;
  const day = (moment: Date | null) => moment && calendarDate(new Date(moment));
  const common = { lamp: 'YELLOW', to: '/disclosures' } as const;
  return [
    ...(toDecide > 0
      ? [
          {
            ...common,
            id: 'disclosure',
            title:
              toDecide === 1
                ? `有人申请导出 ${people} 人的完整信息，等你同意`
                : `${toDecide} 份完整信息申请导出，等你同意`,
            reason: `${toDecide === 1 ? `${area ?? ''}，` : ''}24 小时没人决定就作废`,
            due: day(decideBy),
            action: '去决定',
          },
        ]
      : []),
    ...(ready > 0
      ? [
          {
            ...common,
            id: 'disclosure-ready',
            title: `${ready} 份完整信息做好了，等你下载`,
            reason: '做好 24 小时后销毁',
            due: day(fetchBy),
            action: '去下载',
          },
        ]
      : []),
  ];
};
