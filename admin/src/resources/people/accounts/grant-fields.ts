import type { FormField, Values } from '../parts/form-fields.ts';

type Choices = FormField['choices'];

/** What the form needs to know: who gives, and what there is to choose from. */
export interface GiveSetting {
  role: string | undefined;
  /** The giver's own place: its path and name. */
  own: { path: string; name: string };
  /** The counties of a city, the towns of a county. */
  places: Choices;
  /** Who has an identity already, by login. */
  holders: Choices;
}

const CITY = [
  { value: 'COUNTY_OPERATOR', label: '县操作员' },
  { value: 'UNIT_LIAISON', label: '单位联络员' },
  { value: 'LEADER', label: '分管领导' },
  { value: 'SUPERVISOR', label: '督查员' },
];
const COUNTY = [
  { value: 'TOWN_OPERATOR', label: '镇操作员' },
  { value: 'UNIT_LIAISON', label: '单位联络员' },
  { value: 'VILLAGE_RECORDER', label: '村信息员' },
];
const WHO = [
  { value: 'CADRE', label: '名册里的干部' },
  { value: 'HOLDER', label: '已有身份的人' },
  { value: 'NEW', label: '都不是，新开一个账号' },
];

/** Where a role lies: a unit, a village, or one of few places that are listed. */
function placeField(role: string, { own, places = [] }: GiveSetting): FormField {
  const name = 'path';
  const required = true;
  switch (role) {
    case 'UNIT_LIAISON':
      return { name, label: '哪个单位', kind: 'unitPath', required };
    case 'VILLAGE_RECORDER':
      return { name, label: '哪个村', kind: 'villagePath', required };
    case 'TOWN_OPERATOR':
      return { name, label: '哪个镇', kind: 'choice', choices: places, required };
    case 'LEADER':
    case 'SUPERVISOR': {
      const all = { value: own.path, label: `${own.name}（全市）` };
      return { name, label: '管哪里', kind: 'choice', choices: [all, ...places], required };
    }
    default:
      return { name, label: '哪个县', kind: 'choice', choices: places, required };
  }
}

/** Whose it becomes. */
function personField(who: string | undefined, { holders = [] }: GiveSetting): FormField {
  if (who === 'HOLDER')
    return { name: 'login', label: '谁', kind: 'choice', choices: holders, required: true };
  if (who === 'NEW') {
    const helper = '登录名由姓名拼音生成，登录码马上显示';
    return { name: 'displayName', label: '姓名', required: true, helper };
  }
  return { name: 'cadreId', label: '谁', kind: 'cadre', required: true };
}

/** The fields of giving an identity, as far as they are known from what was picked. */
export function giveFields(values: Values, setting: GiveSetting): FormField[] {
  const roles = setting.role === 'CITY_OPERATOR' ? CITY : COUNTY;
  const role: FormField = { name: 'role', label: '什么身份', kind: 'choice', choices: roles, required: true };
  const who: FormField = { name: 'who', label: '给谁', kind: 'choice', choices: WHO, required: true };
  const to: FormField = {
    name: 'to',
    label: '到哪天为止',
    kind: 'date',
    helper: '那天起失效；不填就一直有效',
  };
  return [
    role,
    ...(values['role'] ? [placeField(values['role'], setting)] : []),
    who,
    personField(values['who'], setting),
    to,
  ];
}
