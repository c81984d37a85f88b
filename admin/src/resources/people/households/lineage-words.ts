import { withUnit } from '../../../shared/index.ts';

/** Who is or was a friend of a household, as far as the words need to know. */
export interface FriendFact {
  kind: string;
  to?: string | null;
  cadre?: { id: string; name: string } | null;
}

/** A household, as far as the words need to know it. */
export interface HomeWords {
  headName: string;
  number?: string | null;
  size?: number | null;
  eligible?: boolean | null;
  friends: readonly FriendFact[];
  members: readonly Person[];
}

export interface Person {
  head: boolean;
  diedOn?: string | null;
  leftOn?: string | null;
  identityMask?: string | null;
}

/** Whoever lives there. */
export const livingOf = <One extends Person>(members: readonly One[]): One[] =>
  members.filter(({ diedOn, leftOn }) => !diedOn && !leftOn);

/** How long a step can be taken back, and what stands in the way. */
const WAY_BACK = '24 小时内，这两户没人再改过，就可以撤销。';

const standing = (friends: readonly FriendFact[], kind: string): FriendFact[] =>
  friends.filter((friend) => friend.to === null && friend.kind === kind);
const responsible = ({ friends }: HomeWords): FriendFact[] => standing(friends, 'RESPONSIBLE');
const nameOf = ({ cadre }: FriendFact): string => cadre?.name ?? '外地干部';
/** 张立新、外地干部 */
export const namesOf = (friends: readonly FriendFact[]): string => friends.map(nameOf).join('、');

/** The line that tells one household from the other: 户编号 H1，户主证件 610926********1415，2 人，干部李建国. */
export function aboutHome(home: HomeWords): string {
  const mask = livingOf(home.members).find(({ head }) => head)?.identityMask;
  const facts = [
    home.number ? `户编号 ${home.number}` : '没有户编号',
    mask && `户主证件 ${mask}`,
    home.size != null && withUnit(home.size, '人'),
    responsible(home).length > 0 ? `干部${namesOf(responsible(home))}` : '还没有干部',
  ];
  return facts.filter(Boolean).join('，');
}

/** What a split leaves where it is, and what the new household begins with (R7). */
export function splitMeans(home: HomeWords, going: number, newHead = ''): string[] {
  const stays = (home.size ?? 0) - going;
  const kept = [home.number && '户编号', home.friends.some(({ to }) => to === null) && '结对', '备注'];
  const wait = home.eligible ? '还没有干部，从待安排开始' : '和原户一样不计入空白';
  return [
    `${home.headName}户还有 ${withUnit(stays, '人')}，${kept.filter(Boolean).join('、')}都不动。`,
    ...(going > 0 ? [`${newHead}户 ${withUnit(going, '人')}，还在原来的村，${wait}。`] : []),
    ...(going > 1 ? [`他们和${newHead}的关系，分好后逐人改。`] : []),
    WAY_BACK,
  ];
}

/** The responsible friends of the household that ends who stay friends without the duty, where that is asked. */
export function displacedBy(surviving: HomeWords, ending: HomeWords): FriendFact[] {
  if (responsible(surviving).length === 0) return [];
  return newTo(surviving, responsible(ending));
}

/** Who of them is no friend of the household yet. */
function newTo({ friends }: HomeWords, them: readonly FriendFact[]): FriendFact[] {
  const here = new Set(friends.filter(({ to }) => to === null).map(({ cadre }) => cadre?.id));
  return them.filter(({ cadre }) => !cadre || !here.has(cadre.id));
}

/** What becomes of the households and of their friends when one goes into the other (R7). */
export function mergeMeans(surviving: HomeWords, ending: HomeWords, retain: boolean): string[] {
  const [mine, theirs] = [responsible(surviving), responsible(ending)];
  const displaced = displacedBy(surviving, ending);
  const kept = newTo(surviving, standing(ending.friends, 'RETAINED'));
  return [
    `${ending.headName}户的 ${withUnit(ending.size ?? 0, '人')}都到${surviving.headName}户，${ending.headName}户到今天为止，记录都还在。`,
    mine.length > 0
      ? `${namesOf(mine)}接着负责。`
      : theirs.length > 0
        ? `${namesOf(theirs)}从今天起负责${surviving.headName}户，一天不断。`
        : '两户都还没有干部，并好了仍待安排。',
    ...(displaced.length > 0
      ? [retain ? `${namesOf(displaced)}不再负责，仍做朋友。` : `${namesOf(displaced)}的结对到今天为止。`]
      : []),
    ...(kept.length > 0 ? [`${namesOf(kept)}和以前一样，仍做朋友。`] : []),
    ...(livingOf(ending.members).some(({ head }) => !head)
      ? [`别的人和${surviving.headName}的关系，并好后逐人改。`]
      : []),
    WAY_BACK,
  ];
}
