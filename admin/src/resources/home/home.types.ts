import type { HomeQuery } from '@qinyou/schema';

export type Home = HomeQuery['home'];
export type Todo = Home['todos'][number];
export type CoverageTile = NonNullable<Home['coverage']>['tiles'][number];
export type Confirmation = Home['confirmation'];
