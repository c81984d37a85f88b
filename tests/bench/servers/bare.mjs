// The limit: node:http, prepared statements, rows as they come. No GraphQL, no sessions.
import { createServer } from 'node:http';
import pg from 'pg';

const { APP_URL, PORT, LO, HI } = process.env;
const pool = new pg.Pool({
  connectionString: APP_URL,
  max: 8,
  options: `-c role=r_territory -c plan_cache_mode=force_generic_plan -c app.scope_lo=${LO} -c app.scope_hi=${HI}`,
});
const prepared = (name, text) => (values) => pool.query({ name, text, values }).then(({ rows }) => rows);
const today = new Date().toISOString().slice(0, 10);

const page = prepared(
  'page',
  `select p.id, p.kind, p.from_date, c.id as cadre_id, c.name as cadre, u.id as unit_id, u.name as unit, h.id as household_id,
      h.head_name as head, v.id as village_id, v.name as village, t.id as town_id, t.name as town
    from (select * from pairing where withdrawn_at is null and (to_date is null or to_date > $3) and path >= $1 and path < $2
          order by path, id limit 25) p
    join cadre c on c.id = p.cadre_id join unit u on u.id = c.unit_id join household h on h.id = p.household_id
    join region v on v.id = h.region_id join region t on t.id = v.parent_id order by p.path, p.id`,
);
const total = prepared(
  'total',
  `select count(*)::int as total from pairing where withdrawn_at is null and (to_date is null or to_date > $3)
    and path >= $1 and path < $2`,
);
const household = prepared(
  'household',
  `select h.id, h.version, h.number, h.head_name, h.village_group, h.poverty_status, h.cause, h.eligible, h.need, h.size, h.remark,
      v.name as village, t.name as town, c.name as county
    from household h join region v on v.id = h.region_id join region t on t.id = v.parent_id join region c on c.id = t.parent_id
    where h.id = $1 and h.path >= $2 and h.path < $3`,
);
const members = prepared(
  'members',
  `select id, name, relation, birth_date, identity_mask, phone_mask from household_member where household_id = $1 order by id`,
);
const friends = prepared(
  'friends',
  `select p.id, p.kind, p.from_date, p.to_date, p.source, p.end_reason, c.id as cadre_id, c.name as cadre, u.id as unit_id, u.name as unit
    from pairing p join cadre c on c.id = p.cadre_id join unit u on u.id = c.unit_id
    where p.household_id = $1 and p.withdrawn_at is null order by p.from_date desc`,
);
const history = prepared(
  'history',
  `select e.id, e.at, e.action, e.reason, e.before, e.after
    from audit_entry e where e.subject_id = $1 order by e.id desc limit 50`,
);
const nested = prepared(
  'nested',
  `select c.id, c.name, c.rank_title, c.status, u.id as unit_id, u.name as unit, (
      select json_agg(json_build_object('id', p.id, 'kind', p.kind, 'from', p.from_date, 'to', p.to_date, 'household', h.id,
        'head', h.head_name, 'village', v.name) order by p.from_date desc)
      from pairing p join household h on h.id = p.household_id join region v on v.id = h.region_id
      where p.cadre_id = c.id and p.withdrawn_at is null) as friends
    from (select * from cadre where path >= $1 and path < $2 order by path, id limit 50) c
    join unit u on u.id = c.unit_id order by c.path, c.id`,
);
const pair = prepared('pair', 'select id from bench_pair($1, $2)');

const routes = {
  page: async () => ({ items: await page([LO, HI, today]) }),
  total: async () => {
    const [items, [count]] = await Promise.all([page([LO, HI, today]), total([LO, HI, today])]);
    return { items, total: count.total };
  },
  story: async (id) => {
    const parts = [household([id, LO, HI]), members([id]), friends([id]), history([id])];
    const [[home], ...lists] = await Promise.all(parts);
    return { ...home, members: lists[0], friends: lists[1], history: lists[2] };
  },
  nested: async () => ({ items: await nested([LO, HI]) }),
  pair: async (home, friend) => (await pair([home, friend]))[0],
};

createServer((request, response) => void answer(request, response)).listen(Number(PORT), '127.0.0.1');

async function answer(request, response) {
  request.resume();
  const [, name, ...ids] = request.url.split('/');
  const body = await routes[name](...ids).then(JSON.stringify, ({ message }) =>
    JSON.stringify({ errors: [message] }),
  );
  response
    .writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) })
    .end(body);
}
