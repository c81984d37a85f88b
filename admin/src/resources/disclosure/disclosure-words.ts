import type { DisclosedField, DisclosedPeople, DisclosureOrder, DisclosureState } from '@qinyou/schema';

export const PEOPLE: Readonly<Record<DisclosedPeople, string>> = {
  HEADS: '户主',
  MEMBERS: '全家人',
  CADRES: '干部',
};

export const FIELD: Readonly<Record<DisclosedField, string>> = { IDENTITY: '身份证号', PHONE: '电话' };

export const STATE: Readonly<Record<DisclosureState, string>> = {
  ASKED: '等另一人同意',
  WITHDRAWN: '收回了',
  REFUSED: '没同意',
  EXPIRED: '没人决定，作废了',
  MAKING: '正在生成',
  READY: '做好了',
  OVER: '已销毁',
  FAILED: '没有导出',
};

export const choicesOf = (words: Readonly<Record<string, string>>) =>
  Object.entries(words).map(([value, label]) => ({ value, label }));

/** What a form offers to be seen in full, and what is sent for it. */
export const WHICH: Readonly<Record<string, string>> = {
  IDENTITY_PHONE: '身份证号和电话',
  IDENTITY: '只要身份证号',
  PHONE: '只要电话',
};
export const fieldsOf = (which: string): DisclosedField[] => which.split('_') as DisclosedField[];

/** What is said before anybody asks or approves. */
export const WARNING =
  '表里的身份证号、电话不再遮住。每一行都带导出编号，打印的每一页都写着谁、什么时候导出；名单上每个人的改动记录里也会记下。';
export const KEPT = '文件只有申请人能下载，24 小时后销毁。用完请删掉，不要转发。';

const HOUSEHOLDS = ['within', 'povertyStatus', 'cause', 'friend', 'eligible', 'ended'] as const;
const CADRES = ['within', 'unitId', 'rank', 'status', 'kind', 'friendless'] as const;

/** A list that somebody came from, as its page had it. */
export interface Origin {
  list: 'households' | 'cadres';
  filter: Readonly<Record<string, unknown>>;
  /** It was searched, too; the words don't come along. */
  searched: boolean;
}

const only = (keys: readonly string[], filter: Origin['filter']) =>
  Object.fromEntries(keys.flatMap((key) => (filter[key] == null ? [] : [[key, filter[key]]])));

/** What an address says of where somebody came from; null where it says nothing or what can't be read. */
export function originIn(query: URLSearchParams): Origin | null {
  const list = query.get('list');
  if (list !== 'households' && list !== 'cadres') return null;
  try {
    const filter = JSON.parse(query.get('filter') ?? '{}') as Record<string, unknown>;
    return { list, filter, searched: typeof filter['q'] === 'string' && filter['q'] !== '' };
  } catch {
    return null;
  }
}

/** The list that is asked for: the people picked, under the filter of the page one came from or in the area at hand. */
export function orderFor(people: DisclosedPeople, origin: Origin | null, area: string): DisclosureOrder {
  const cadres = people === 'CADRES';
  const same = origin !== null && (origin.list === 'cadres') === cadres;
  const filter = same ? origin.filter : { within: area };
  return cadres ? { people, cadres: only(CADRES, filter) } : { people, households: only(HOUSEHOLDS, filter) };
}
