// PostGraphile 5 as its manual sets it up, under the same role, scope and policies through `pgSettings`.
import { createServer } from 'node:http';
import { postgraphile } from 'postgraphile';
import { makePgService } from 'postgraphile/adaptors/pg';
import { grafserv } from 'postgraphile/grafserv/node';
import { PostGraphileAmberPreset } from 'postgraphile/presets/amber';

const { APP_URL, PORT, LO, HI } = process.env;
const preset = {
  extends: [PostGraphileAmberPreset],
  disablePlugins: ['PgRBACPlugin'], // the login itself may nothing, its roles may; else no table would show
  pgServices: [makePgService({ connectionString: APP_URL, schemas: ['public'], poolConfig: { max: 8 } })],
  grafserv: { graphqlPath: '/graphql', graphiql: false, watch: false },
  grafast: {
    explain: false,
    context: () => ({ pgSettings: { role: 'r_territory', 'app.scope_lo': LO, 'app.scope_hi': HI } }),
  },
};
const server = createServer();
const instance = postgraphile(preset);
await instance.createServ(grafserv).addTo(server);
if (process.env.PRINT_SCHEMA) {
  const { printSchema } = await import('graphql');
  console.log(printSchema(await instance.getSchema()));
}
server.listen(Number(PORT), '127.0.0.1');
