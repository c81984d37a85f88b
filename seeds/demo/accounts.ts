import type { Kysely } from 'kysely';
import type { DB } from '../../server/src/generated/tables.ts';
import type { DemoCadre } from './cadres.ts';
import type { Dice } from './dice.ts';
import { initialsOf } from './names.ts';
import { PINGLI, BAXIAN, type County, type Place } from './places.ts';
import type { Rows } from './rows.ts';
import type { DemoUnit } from './units.ts';

/** What every demo account is opened with; printed above the ready line. */
export const DEMO_PASSWORD = 'qinyou-2026';

export interface DemoSignIn {
  login: string;
  who: string;
  what: string;
}

/** The sign-ins that are printed and that the README shows. */
export const SIGN_INS: DemoSignIn[] = [
  { login: 'city', who: '刘建国', what: '市操作员 · 安康市' },
  { login: 'county', who: '陈晓雯', what: '县操作员 · 平利县' },
  { login: 'town', who: '柯兴旺', what: '镇操作员 · 八仙镇' },
  { login: 'liaison', who: '汪秀兰', what: '单位联络员 · 平利县农业农村局' },
  { login: 'cadre', who: '周明远', what: '干部 · 平利县农业农村局' },
  { login: 'leader', who: '程志刚', what: '领导（只看）· 平利县' },
  { login: 'supervisor', who: '谢正义', what: '监督 · 安康市' },
  { login: 'admin', who: '系统管理员', what: '系统管理（不看业务）' },
  { login: 'several', who: '邹文斌', what: '县操作员、联络员、干部三个身份，右上角切换' },
];

/** Operators of the other counties, who signed the past years; logins are the counties' names. */
const OTHER_COUNTIES: Record<string, [login: string, who: string]> = {
  610902: ['hanbin', '罗文平'],
  610921: ['hanyin', '夏春燕'],
  610922: ['shiquan', '曾庆海'],
  610923: ['ningshan', '唐永安'],
  610924: ['ziyang', '方翠萍'],
  610925: ['langao', '杜新民'],
  610927: ['zhenping', '石晓琳'],
  610929: ['baihe', '蒋德忠'],
  610981: ['xunyang', '叶志勇'],
};

export interface DemoAccounts {
  city: string;
  /** The operator of a county, by its path. */
  offices: Map<string, string>;
  /** The liaison of a unit, by its id. */
  liaisons: Map<string, string>;
  /** Cadres who have an account of their own: cadre → account and the name they both carry. */
  linked: Map<string, { accountId: string; name: string }>;
}

/** Accounts and grants; one password hash serves them all. Liaisons of units that nobody signs in for have none. */
export function makeAccounts(
  dice: Dice,
  rows: Rows,
  passwordHash: string,
  city: Place,
  counties: readonly County[],
  units: readonly DemoUnit[],
  cadres: readonly DemoCadre[],
): DemoAccounts {
  const account = (login: string, name: string, withPassword = true) => {
    const id = dice.id();
    rows.add('account', { id, login, display_name: name, password_hash: withPassword ? passwordHash : null });
    return id;
  };
  const grant = (
    accountId: string,
    role: string,
    path: string,
    title: string,
    cadreId: string | null = null,
  ) => rows.add('role_grant', { id: dice.id(), account_id: accountId, role, path, title, cadre_id: cadreId });
  const ids = new Map(SIGN_INS.map(({ login, who }) => [login, account(login, who)]));
  const id = (login: string) => ids.get(login)!;
  const pingli = counties.find(({ place }) => place.code === PINGLI)!;
  const baxian = pingli.subdistricts.find(({ place }) => place.code === BAXIAN)!.place;
  const bureau = units.find(({ name }) => name === '平利县农业农村局')!;
  const education = units.find(({ name }) => name === '平利县教育体育和科技局')!;
  const linked: DemoAccounts['linked'] = new Map();
  const ownOf = (unit: DemoUnit) =>
    cadres.find((cadre) => cadre.unit === unit && cadre.load > 1 && cadre.owes && !linked.has(cadre.id))!;

  grant(id('city'), 'CITY_OPERATOR', city.path, '市操作员 · 安康市');
  grant(id('county'), 'COUNTY_OPERATOR', pingli.place.path, '县操作员 · 平利县');
  grant(id('town'), 'TOWN_OPERATOR', baxian.path, '镇操作员 · 八仙镇');
  grant(id('liaison'), 'UNIT_LIAISON', bureau.path, `联络员 · ${bureau.name}`);
  grant(id('leader'), 'LEADER', pingli.place.path, '领导 · 平利县');
  grant(id('supervisor'), 'SUPERVISOR', city.path, '监督 · 安康市');
  grant(id('admin'), 'SYSTEM_ADMIN', '', '系统管理');
  for (const [login, unit] of [
    ['cadre', bureau],
    ['several', education],
  ] as const) {
    const own = ownOf(unit);
    linked.set(own.id, { accountId: id(login), name: SIGN_INS.find((one) => one.login === login)!.who });
    if (login === 'several') {
      grant(id(login), 'COUNTY_OPERATOR', pingli.place.path, '县操作员 · 平利县');
      grant(id(login), 'UNIT_LIAISON', unit.path, `联络员 · ${unit.name}`);
    }
    grant(id(login), 'CADRE', own.unit.path, `干部 · ${unit.name}`, own.id);
  }

  const offices = new Map([[pingli.place.path, id('county')]]);
  for (const { place } of counties) {
    const [login, who] = OTHER_COUNTIES[place.code] ?? [];
    if (!login || !who) continue;
    const operator = account(login, who);
    grant(operator, 'COUNTY_OPERATOR', place.path, `县操作员 · ${place.name}`);
    offices.set(place.path, operator);
  }
  const liaisons = new Map([[bureau.id, id('liaison')]]);
  for (const unit of units) {
    if (liaisons.has(unit.id)) continue;
    const head = cadres.find((cadre) => cadre.unit === unit)!;
    const holder = account(`u${unit.path.slice(0, -1).split('@')[1]!.toLowerCase()}`, head.name, false);
    grant(holder, 'UNIT_LIAISON', unit.path, `联络员 · ${unit.name}`);
    liaisons.set(unit.id, holder);
  }
  return { city: id('city'), offices, liaisons, linked };
}

/** Gives the cadres who sign in themselves their accounts, and the names that the accounts carry. */
export async function linkAccounts(
  db: Kysely<DB>,
  cadres: readonly DemoCadre[],
  { linked }: DemoAccounts,
): Promise<void> {
  for (const [cadreId, { accountId, name }] of linked) {
    for (const cadre of cadres) if (cadre.id === cadreId) cadre.name = name;
    await db
      .updateTable('cadre')
      .set({ account_id: accountId, name, initials: initialsOf(name) })
      .where('id', '=', cadreId)
      .execute();
  }
}
