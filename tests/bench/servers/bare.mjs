// The limit: node:http, one prepared statement for the page, one for its total, rows as they come. No GraphQL, no sessions.
import { createServer } from 'node:http';
import pg from 'pg';

const { APP_URL, PORT, LO, HI } = process.env;
const pool = new pg.Pool({
  connectionString: APP_URL,
  max: 8,
  options: `-c role=r_territory -c plan_cache_mode=force_generic_plan -c app.scope_lo=${LO} -c app.scope_hi=${HI}`,
});
const page = {
  name: 'page',
  text: `select p.id, p.kind, p.from_date, c.id as cadre_id, c.name as cadre, u.id as unit_id, u.name as unit, h.id as household_id,
      h.head_name as head, v.id as village_id, v.name as village, t.id as town_id, t.name as town
    from (select * from pairing where withdrawn_at is null and (to_date is null or to_date > $3) and path >= $1 and path < $2
          order by path, id limit 25) p
    join cadre c on c.id = p.cadre_id join unit u on u.id = c.unit_id join household h on h.id = p.household_id
    join region v on v.id = h.region_id join region t on t.id = v.parent_id order by p.path, p.id`,
};
const total = {
  name: 'total',
  text: `select count(*)::int as total from pairing where withdrawn_at is null and (to_date is null or to_date > $3)
    and path >= $1 and path < $2`,
};
const today = new Date().toISOString().slice(0, 10);

createServer((request, response) => void answer(request, response)).listen(Number(PORT), '127.0.0.1');

async function answer(request, response) {
  request.resume();
  const values = [LO, HI, today];
  const wantsTotal = request.url === '/total';
  const [items, count] = await Promise.all([
    pool.query({ ...page, values }),
    wantsTotal ? pool.query({ ...total, values }) : null,
  ]);
  const body = JSON.stringify({ items: items.rows, ...(count && { total: count.rows[0].total }) });
  response
    .writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) })
    .end(body);
}
