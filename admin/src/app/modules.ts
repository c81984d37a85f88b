import * as account from '../resources/account/index.tsx';
import * as allocation from '../resources/allocation/index.tsx';
import * as confirmation from '../resources/confirmation/index.tsx';
import * as disclosure from '../resources/disclosure/index.tsx';
import * as erasure from '../resources/erasure/index.tsx';
import * as handover from '../resources/handover/index.tsx';
import * as home from '../resources/home/index.tsx';
import * as imports from '../resources/import/index.tsx';
import * as ledger from '../resources/ledger/index.tsx';
import * as pairing from '../resources/pairing/index.tsx';
import * as people from '../resources/people/index.tsx';
import * as region from '../resources/region/index.tsx';
import * as settings from '../resources/settings/index.tsx';
import type { ConsoleModule } from './module.ts';

/** Every module of the console, in the order of the server’s modules. A module plugs in here and nowhere else. */
export const modules: ConsoleModule[] = [
  home,
  region,
  people,
  imports,
  pairing,
  handover,
  confirmation,
  ledger,
  disclosure,
  erasure,
  allocation,
  settings,
  account,
];
