import type { Invariant } from './invariant.ts';

/** Pairings, claims, the confirmation of a year, rosters and runs. */
export const pairingInvariants: readonly Invariant[] = [
  {
    id: 'pairing.r2',
    sentence: '有的农户同一个名额上有两名责任干部（R2）；请在「重复交友」里定下一个',
    query: `select a.household_id::text from pairing a join pairing b on b.household_id = a.household_id and b.slot = a.slot
      and b.id > a.id and daterange(a.from_date, a.to_date) && daterange(b.from_date, b.to_date)
      where a.kind = 'RESPONSIBLE' and b.kind = 'RESPONSIBLE' and a.withdrawn_at is null and b.withdrawn_at is null`,
  },
  {
    id: 'pairing.r3',
    sentence: '有的干部和同一农户同时结了两次对（R3）；请撤销其中一条',
    query: `select a.id::text from pairing a join pairing b on b.household_id = a.household_id and b.cadre_id = a.cadre_id
      and b.id > a.id and daterange(a.from_date, a.to_date) && daterange(b.from_date, b.to_date)
      where a.withdrawn_at is null and b.withdrawn_at is null`,
  },
  {
    id: 'pairing.path',
    sentence: '有的结对路径和农户的不一样，会被别的办公室看到；请从备份核对',
    query:
      'select p.id::text from pairing p join household h on h.id = p.household_id where p.path <> h.path',
  },
  {
    id: 'pairing.cadre-path',
    sentence: '有的结对单位路径和干部的不一样，会被别的单位看到；请从备份核对',
    query: 'select p.id::text from pairing p join cadre c on c.id = p.cadre_id where p.cadre_path <> c.path',
  },
  {
    id: 'claim.accepted',
    sentence: '有的认领已采纳，指的却是另一户的结对；请从备份核对',
    query: `select c.id::text from pairing_claim c join pairing p on p.id = c.pairing_id
      where c.status = 'ACCEPTED' and p.household_id <> c.household_id`,
  },
  {
    id: 'claim.path',
    sentence: '有的认领单位路径和干部的不一样；请从备份核对',
    query:
      'select c.id::text from pairing_claim c join cadre k on k.id = c.cadre_id where c.cadre_path <> k.path',
  },
  {
    id: 'waiver.path',
    sentence: '有的免结对说明单位路径和干部的不一样；请从备份核对',
    query: 'select w.id::text from waiver w join cadre c on c.id = w.cadre_id where w.cadre_path <> c.path',
  },
  {
    id: 'year.quota',
    sentence: '有的年度缺少某一类职级的结对户数；请在年度设置里填上',
    query: `select y.year::text from programme_year y
      cross join unnest(array['COUNTY_LEADER', 'SECTION_HEAD', 'SECTION_DEPUTY', 'STAFF', 'TECHNICAL']) as r(rank)
      where jsonb_typeof(y.rank_quota -> r.rank) is distinct from 'number'`,
  },
  {
    id: 'year.ranks',
    sentence: '职级对照表是空的，花名册里的职级都认不出；请在年度设置里填上',
    query: `select 'rank_mapping' where not exists (select from rank_mapping)`,
  },
  {
    id: 'confirmation.open',
    sentence: '最近的年度里有单位或县没有确认单，没有人能给它签字；请联系开发者',
    query: `select u.code from unit u, (select max(year) as year from programme_year) y
      where u.ended_on is null and y.year is not null
        and not exists (select from confirmation c where c.year = y.year and c.unit_id = u.id)
      union all select r.code from region r, (select max(year) as year from programme_year) y
      where r.level = 'COUNTY' and r.to_date is null and y.year is not null
        and not exists (select from confirmation c where c.year = y.year and c.county_id = r.id)`,
  },
  {
    id: 'confirmation.path',
    sentence: '有的确认单路径和单位或县的不一样；请从备份核对',
    query: `select c.id::text from confirmation c left join unit u on u.id = c.unit_id left join region r on r.id = c.county_id
      where c.path <> coalesce(u.path, r.path)`,
  },
  {
    id: 'confirmation.signed',
    sentence: '有的确认单显示已签，却没有签字记录；请从备份核对是谁改了状态',
    query: `select c.id::text from confirmation c
      where c.state <> 'DRAFT' and not exists (select from confirmation_signature s where s.confirmation_id = c.id)`,
  },
  {
    id: 'signature.lines',
    sentence: '有的签字明细序号不连续，签过的条目少了；请从备份核对',
    query: `select signature_id::text from confirmation_line group by signature_id
      having max(position) - min(position) + 1 <> count(*)`,
  },
  {
    id: 'places.county',
    sentence: '有的市直名额给的不是县；请在年度设置里改正',
    query: `select r.code from municipal_place m join region r on r.id = m.county_id where r.level <> 'COUNTY'`,
  },
  {
    id: 'import.erased',
    sentence: '有的花名册过了 24 小时还没有销毁；请重新启动服务，再看一次',
    query: `select id::text from import_run where erased_at is null and expires_at < now() - interval '2 hours'`,
  },
  {
    id: 'import.stuck',
    sentence: '有的导入一天了还没有做完；请重新启动服务，它会接着做',
    query: `select id::text from import_run where state in ('CHECKING', 'WRITING') and started_at < now() - interval '1 day'`,
  },
  {
    id: 'run.stuck',
    sentence: '有的批量办理一天了还没有做完；请重新启动服务，它会接着做',
    query: `select id::text from board_run where state in ('PLANNING', 'RUNNING')
      and coalesce(started_at, created_at) < now() - interval '1 day'`,
  },
  {
    id: 'handover.overdue',
    sentence: '有的预定交接过了日子一天多，没有办也没有说明原因；请重新启动服务，再看一次',
    query: `select id::text from scheduled_handover where state = 'SCHEDULED' and day < current_date - 1`,
  },
  {
    id: 'handover.line',
    sentence: '有的预定交接里有一户，结对不是交出去的这名干部的，或不是这一户的；请从备份核对',
    query: `select l.pairing_id::text from scheduled_handover_line l join scheduled_handover h on h.id = l.handover_id
      join pairing p on p.id = l.pairing_id where p.cadre_id <> h.cadre_id or p.household_id <> l.household_id`,
  },
  {
    id: 'board.kept',
    sentence:
      '看板记着的农户或干部和实际不一样，数会不准；请运行 select fold_board(current_date)，还不对就联系开发者',
    query: `select b.household_id::text from board_household b
      join board_households_now(array(select household_id from board_household), (select day from board_day)) n using (household_id)
      where (b.path, b.need, b.eligible, b.standing, b.sent) is distinct from (n.path, n.need, n.eligible, n.standing, n.sent)
        and not exists (select from board_touched t where t.household_id = b.household_id)
      union all select id::text from household h where not exists (select from board_household b where b.household_id = h.id)
        and not exists (select from board_touched t where t.household_id = h.id)`,
  },
  {
    id: 'board.sums',
    sentence: '看板的合计和它下面的明细对不上；请联系开发者重新合计',
    query: `select p.path || ' ' || p.need from board_place p left join (
        select path, need, sum(eligible::int) as eligible, sum((eligible and standing = 0)::int) as friendless, sum(sent) as sent
        from board_household group by 1, 2) b using (path, need)
      where not p.county and (p.eligible, p.friendless, p.sent)
        is distinct from (coalesce(b.eligible, 0), coalesce(b.friendless, 0), coalesce(b.sent, 0))`,
  },
  {
    id: 'signature.seal',
    sentence: '有的签字和它签的名单对不上，名单被动过；请运行 verify-audit，并查明经过',
    query: `select s.id::text from confirmation_signature s left join confirmation_seal k on k.signature_id = s.id
      where s.step = 'CONFIRM' and k.digest is distinct from lines_digest(s.id)`,
  },
];
