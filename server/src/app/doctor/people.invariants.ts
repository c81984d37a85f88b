import type { Invariant } from './invariant.ts';

/** Territory, units, cadres, households: the paths that every scope hangs on, and personal values. */
export const peopleInvariants: readonly Invariant[] = [
  {
    id: 'region.parent',
    sentence: '有的地方不挂在上级下面，办公室会看不到它；请核对它的上级',
    query: `select r.code from region r left join region p on p.id = r.parent_id
      where r.level <> 'CITY' and (p.id is null or not starts_with(r.path, p.path) or r.path = p.path)`,
  },
  {
    id: 'region.level',
    sentence: '有的地方级别和路径的层数对不上；请核对它的级别',
    query: `select code from region where level <> 'GROUP' and cardinality(string_to_array(path, '/')) - 1
      <> array_position(array['CITY', 'COUNTY', 'TOWN', 'VILLAGE'], level)`,
  },
  {
    id: 'unit.path',
    sentence: '有的单位路径不在管它的办公室下面，它的干部会归错地方；请从备份核对它的所在地和主管办公室',
    query: `select u.code from unit u join region s on s.id = u.seat_id join region o on o.id = u.administered_by
      where u.path <> case o.level when 'CITY' then o.path else s.path end || '@' || u.code || '/'`,
  },
  {
    id: 'unit.administered',
    sentence: '有的单位不归市或县管，没有人能给它会签；请改它的主管办公室',
    query: `select u.code from unit u join region r on r.id = u.administered_by where r.level not in ('CITY', 'COUNTY')`,
  },
  {
    id: 'cadre.path',
    sentence: '有的干部路径和单位的不一样，会被别的办公室看到；请从备份核对这些干部',
    query: 'select c.id::text from cadre c join unit u on u.id = c.unit_id where c.path <> u.path',
  },
  {
    id: 'household.path',
    sentence: '有的农户路径和村的不一样，会被别的办公室看到；请从备份核对这些农户',
    query: 'select h.id::text from household h join region r on r.id = h.region_id where h.path <> r.path',
  },
  {
    id: 'household.village',
    sentence: '有的农户不挂在村或组上；请把它改到所在的村',
    query: `select h.id::text from household h join region r on r.id = h.region_id where r.level not in ('VILLAGE', 'GROUP')`,
  },
  {
    id: 'household.head',
    sentence: '有的农户户主是别家的人；请重新选户主',
    query:
      'select h.id::text from household h join household_member m on m.id = h.head_id where m.household_id <> h.id and h.ended_on is null',
  },
  {
    id: 'household.eligible',
    sentence: '有的农户已注销，还算作应结对；请打开这户，重新保存贫困类别',
    query: 'select id::text from household where eligible and ended_on is not null',
  },
  {
    id: 'household.living',
    sentence: '有的农户家里没有在世的人，还算作应结对；请核对家庭成员',
    query: `select h.id::text from household h where h.eligible
      and exists (select from household_member m where m.household_id = h.id)
      and not exists (select from household_member m where m.household_id = h.id and m.died_on is null and m.left_on is null)`,
  },
  {
    id: 'household.figures',
    sentence: '有的农户困难程度或算不算应结对和字典里的权重对不上；请打开这户，重新保存脱贫属性',
    query: `select h.id::text from household h join region r on r.id = h.region_id
      join dictionary_entry s on s.dictionary = 'POVERTY_STATUS' and s.code = h.poverty_status
      left join dictionary_entry c on c.dictionary = 'POVERTY_CAUSE' and c.code = h.cause
      where h.ended_on is null and (h.eligible, h.need) is distinct from (s.registered and h.size > 0,
          case when s.registered then s.weight + coalesce(c.weight, 0) + case when r.poor then 30 else 0 end
            + case when h.size = 1 then 5 else 0 end else 0 end)
        and not exists (select from reweighing w where w.finished_at is null
          and (w.dictionary, w.code) in (('POVERTY_STATUS', h.poverty_status), ('POVERTY_CAUSE', h.cause)))`,
  },
  {
    id: 'reweighing.stuck',
    sentence: '改过权重以后，有的重算一天了还没有做完；请重新启动服务，它会接着做',
    query: `select id::text from reweighing where finished_at is null and begun_at < now() - interval '1 day'`,
  },
  {
    id: 'household.status',
    sentence: '有的农户贫困类别不在字典里；请补上字典，或改正类别',
    query: `select h.id::text from household h where not exists
      (select from dictionary_entry d where d.dictionary = 'POVERTY_STATUS' and d.code = h.poverty_status)`,
  },
  {
    id: 'member.path',
    sentence: '有的家庭成员路径和农户的不一样，会被别的办公室看到；请从备份核对',
    query:
      'select m.id::text from household_member m join household h on h.id = m.household_id where m.path <> h.path',
  },
  {
    id: 'duty.path',
    sentence: '有的帮扶责任路径和农户的不一样；请从备份核对',
    query:
      'select d.id::text from assistance_duty d join household h on h.id = d.household_id where d.path <> h.path',
  },
  {
    id: 'personal.key',
    sentence: '有的人没有密钥，却还留着密文或查找码；如果是依法删除的，请再删一次，否则从备份找回密钥',
    query: `select id::text from cadre where person_key is null and num_nonnulls(identity_cipher, phone_cipher, identity_index) > 0
      union all select id::text from household_member
      where person_key is null and num_nonnulls(identity_cipher, phone_cipher, identity_index) > 0`,
  },
  {
    id: 'personal.mask',
    sentence: '有的掩码里是完整的身份证号或电话；请马上联系开发者，并查明是谁写进去的',
    query: `select id::text from cadre where identity_mask ~ '\\d{15}' or phone_mask ~ '\\d{11}'
      union all select id::text from household_member where identity_mask ~ '\\d{15}' or phone_mask ~ '\\d{11}'`,
  },
  {
    id: 'remark.clear',
    sentence: '有的备注里是完整的手机号或身份证号；打开这些户的资料，改一下备注存上，号码就会遮住',
    query: `select id::text from household where remark ~ '(^|[^0-9A-Za-z])(1[3-9]\\d{9}|\\d{17}[\\dXx])($|[^0-9])'`,
  },
  {
    id: 'assignment.village',
    sentence: '有的包村单位包的不是村；请改成村',
    query: `select a.id::text from village_assignment a join region r on r.id = a.village_id where r.level <> 'VILLAGE'`,
  },
  {
    id: 'disclosure.kept',
    sentence: '有的完整信息导出过了 24 小时还没销毁；请启动服务，启动后 5 分钟内会销毁，还在就联系开发者',
    query: `select id::text from disclosure where run_key is not null and expires_at < now() - interval '10 minutes'
        and state = 'READY'
      union all select distinct p.disclosure_id::text from disclosure_person p join disclosure d on d.id = p.disclosure_id
        where d.state not in ('MAKING', 'READY')`,
  },
  {
    id: 'disclosure.alone',
    sentence: '有人一天里独自导出的完整信息超过了规定的行数；请查操作记录，问清是谁、拿去做什么',
    query: `select d.id::text from disclosure d where d.alone and d.state not in ('FAILED') and d.rows_alone < (
      select sum(e.asked_rows) from disclosure e where e.account_id = d.account_id and e.alone and e.state <> 'FAILED'
        and e.asked_at > d.asked_at - interval '24 hours' and e.asked_at <= d.asked_at)`,
  },
  {
    id: 'disclosure.unrecorded',
    sentence: '有的完整信息下载过，操作记录里却没有；请马上联系开发者，查明是谁取走的',
    query: `select d.id::text from disclosure d where d.downloads > 0
      and not exists (select from audit_entry e where e.subject_id = d.id and e.action = 'disclosure.download')`,
  },
  {
    id: 'erasure.left',
    sentence: '有的人已依法删除，却还留着姓名、密钥或查找码；请马上停止服务，联系开发者，再删一次',
    query: `select id::text from cadre where erased_at is not null and (name <> '已依法删除' or initials <> ''
        or num_nonnulls(person_key, identity_index, identity_cipher, identity_mask, identity_tail, phone_cipher, phone_mask, birth_date) > 0)
      union all select id::text from household_member where erased_at is not null and (name <> '已依法删除'
        or num_nonnulls(person_key, identity_index, identity_cipher, identity_mask, identity_tail, phone_cipher, phone_mask, birth_date) > 0)
      union all select id::text from household where erased_at is not null
        and (head_name <> '已依法删除' or num_nonnulls(number, village_group, remark, remark_key) > 0)`,
  },
  {
    id: 'erasure.undone',
    sentence: '有的依法删除已经决定，资料却还在；请重启服务，再运行 doctor',
    query: `select e.id::text from erasure e where e.state = 'DECIDED' or e.state = 'ERASED' and not exists (
      select from cadre where id = e.subject_id and erased_at is not null union all
      select from household_member where id = e.subject_id and erased_at is not null union all
      select from household where id = e.subject_id and erased_at is not null)`,
  },
];
