/** Modules in their order: a later one may import an earlier one, never back. */
const modules = [
  'audit',
  'figures',
  'identity',
  'region',
  'people',
  'access',
  'pairing',
  'import',
  'disclosure',
  'erasure',
  'allocation',
];

const MODULE = '^server/src/modules/([^/]+)/';

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      comment:
        'A circle of files cannot be understood, tested or loaded one at a time. Types alone may meet in one.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'platform-knows-no-domain',
      comment: 'app → modules → platform.',
      severity: 'error',
      from: { path: '^server/src/platform/' },
      to: { path: '^server/src/(modules|app)/|^seeds/|^admin/|^tests/', pathNot: '^tests/support/' },
    },
    {
      name: 'modules-know-no-app',
      comment: 'app → modules → platform.',
      severity: 'error',
      from: { path: '^server/src/modules/', pathNot: '\\.test\\.ts$' },
      to: { path: '^server/src/(app|main)|^seeds/|^admin/|^tests/' },
    },
    ...modules.map((module, i) => ({
      name: `order-of-${module}`,
      comment: `${module} may import ${modules.slice(0, i).join(', ') || 'no other module'}.`,
      severity: 'error',
      from: { path: `^server/src/modules/${module}/` },
      to: { path: `^server/src/modules/(?!(${modules.slice(0, i + 1).join('|')})/)` },
    })),
    {
      name: 'every-module-has-its-place',
      comment: 'A new module gets its place in the list at the top of this file first.',
      severity: 'error',
      from: { path: `^server/src/modules/(?!(${modules.join('|')})/)[^/]+/` },
      to: {},
    },
    {
      name: 'modules-through-the-door',
      comment: 'Another module is entered through its index.ts only.',
      severity: 'error',
      from: { path: MODULE },
      to: {
        path: '^server/src/modules/[^/]+/',
        pathNot: ['^server/src/modules/$1/', '^server/src/modules/[^/]+/index\\.ts$'],
      },
    },
    {
      name: 'app-through-the-door',
      comment: 'The app and the seeds, too, enter a module through its index.ts only.',
      severity: 'error',
      from: { path: '^(server/src/app|seeds)/' },
      to: { path: '^server/src/modules/[^/]+/', pathNot: '^server/src/modules/[^/]+/index\\.ts$' },
    },
    {
      name: 'rules-are-pure',
      comment: 'Rules and policies take plain facts: no ORM, no SQL, no GraphQL, no clock of their own.',
      severity: 'error',
      from: { path: '\\.(rules|policy)\\.ts$' },
      to: {
        path: '@mikro-orm|/kysely/|/pg/|/graphql/|/type-graphql/|/graphql-scalars/|\\.(entity|type|inputs|resolver|queries|loaders|service)\\.ts$|^server/src/platform/(db|graphql|http|clock)',
      },
    },
    {
      name: 'one-log',
      comment: 'Every logger comes from platform/log.ts, which keeps what errors quote out of it.',
      severity: 'error',
      from: { path: '^(server/src|seeds|tests)/', pathNot: '^server/src/platform/log\\.ts$' },
      to: { path: '/pino/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'excel-when-asked',
      comment:
        'What writes workbooks is loaded with the first one (platform/excel.ts), not with the service.',
      severity: 'error',
      from: { path: '^(server/src|seeds)/', pathNot: '\\.test(-data)?\\.ts$' },
      to: { path: '/exceljs/', dynamic: false, dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'console-knows-no-server',
      comment: 'The console meets the server over the API and the schema package.',
      severity: 'error',
      from: { path: '^admin/' },
      to: { path: '^(server|seeds|tests)/', pathNot: 'node_modules' },
    },
    {
      name: 'server-knows-no-console',
      severity: 'error',
      from: { path: '^(server/src|seeds)/' },
      to: { path: '^admin/', pathNot: 'node_modules' },
    },
    {
      name: 'resolvable',
      comment: 'Every import leads somewhere.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^virtual:' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(server|admin)/dist/|^tests/.tmp/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      mainFields: ['module', 'main', 'types', 'typings'],
    },
  },
};
