import { initials } from '../../server/src/modules/people/index.ts';
import type { Dice } from './dice.ts';

const SURNAMES: [name: string, weight: number][] = [
  ['王', 18], ['李', 17], ['张', 16], ['刘', 14], ['陈', 14], ['杨', 9], ['黄', 8], ['周', 8], ['吴', 7], ['徐', 5],
  ['孙', 4], ['胡', 5], ['朱', 4], ['高', 4], ['林', 3], ['何', 5], ['郭', 4], ['马', 4], ['罗', 5], ['梁', 3],
  ['宋', 3], ['郑', 3], ['谢', 4], ['韩', 2], ['唐', 4], ['冯', 3], ['于', 1], ['董', 2], ['萧', 1], ['程', 3],
  ['曹', 3], ['袁', 3], ['邓', 3], ['许', 3], ['傅', 1], ['沈', 2], ['曾', 2], ['彭', 3], ['吕', 3], ['苏', 2],
  ['卢', 2], ['蒋', 2], ['蔡', 2], ['贾', 1], ['丁', 2], ['魏', 2], ['薛', 2], ['叶', 2], ['阎', 1], ['余', 3],
  ['潘', 3], ['杜', 3], ['戴', 2], ['夏', 2], ['钟', 2], ['汪', 3], ['田', 3], ['任', 2], ['姜', 1], ['范', 2],
  ['方', 3], ['石', 2], ['姚', 2], ['谭', 2], ['廖', 2], ['邹', 2], ['熊', 2], ['金', 1], ['陆', 1], ['郝', 1],
  ['柯', 3], ['储', 2], ['欧阳', 1],
]; // prettier-ignore

const MEN = [
  ...'国建志明德正永兴新海文华平忠义成光学良长春庆福发根贵友林军强伟勇斌峰涛鹏辉刚波宁超浩宇康安民',
];
const WOMEN = [...'秀桂玉兰芳英梅霞红琴凤莲萍翠珍香菊巧丽娟燕敏静婷雪慧倩琳晓春月荣云素淑美'];
const LATE = [
  '子涵',
  '浩然',
  '欣怡',
  '梓轩',
  '雨桐',
  '思源',
  '佳怡',
  '俊杰',
  '雅琪',
  '宇航',
  '诗涵',
  '博文',
  '嘉豪',
  '梦瑶',
  '一诺',
  '晨曦',
];

/** A name as one hears it in the hills south of the Han, by the age its bearer has. */
export function personName(dice: Dice, sex: 'M' | 'F', age: number, surname = surnameOf(dice)): string {
  if (age < 22 && dice.chance(60)) return surname + dice.pick(LATE);
  const given = sex === 'M' ? MEN : WOMEN;
  return surname + dice.pick(given) + (dice.chance(age > 50 ? 75 : 60) ? dice.pick(given) : '');
}

export const surnameOf = (dice: Dice): string => dice.weighted(SURNAMES);

const known = new Map<string, string>();
function remembered(part: string): string {
  let letters = known.get(part);
  if (letters === undefined) known.set(part, (letters = initials(part)));
  return letters;
}

/** First letters of the syllables, for search: 陈晓雯 → cxw. Looking each name up whole would take seconds. */
export function initialsOf(name: string): string {
  const family = name.startsWith('欧阳') ? 2 : 1;
  return remembered(name.slice(0, family)) + remembered(name.slice(family));
}
