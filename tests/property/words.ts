import type { Dice } from '../../seeds/demo/dice.ts';
import type { CadreFact, Facts, HouseholdFact, RegionFact } from './facts.ts';

/** What somebody types: the last four of a number, a household's number, the letters of a name, else a name, a place or a unit. */
type Kind = 'TAIL' | 'NUMBER' | 'INITIALS' | 'NAME';

function kindOf(words: string): Kind {
  if (/^\d{3}[\dX]$/.test(words)) return 'TAIL';
  if (/^[A-Z]{0,4}\d{5,}$/.test(words)) return 'NUMBER';
  return /^[A-Za-z]+$/.test(words) ? 'INITIALS' : 'NAME';
}

/** Two characters are found anywhere in a name, one only where it begins. */
const inName = (name: string, words: string): boolean =>
  words.length < 2 ? name.startsWith(words) : name.includes(words);

/** Whether a cadre is found: by a number's last four, the letters, the name, the unit. */
export function findsCadre(
  { name, initials, identityTail, phoneTail, unit }: CadreFact,
  typed: string,
): boolean {
  const words = typed.trim();
  if (words === '') return true;
  const kind = kindOf(words);
  if (kind === 'TAIL') return [identityTail, phoneTail].includes(words);
  if (kind === 'NUMBER') return false;
  if (kind === 'INITIALS') return initials.startsWith(words.toLowerCase());
  return inName(name, words) || (words.length > 1 && unit.name.includes(words));
}

/** Whether a household is found: by a number of somebody in it, its own number, the head, anybody in it, the village. */
export function findsHousehold(household: HouseholdFact, typed: string): boolean {
  const words = typed.trim();
  if (words === '') return true;
  const present = household.members.filter(({ left }) => !left);
  const kind = kindOf(words);
  if (kind === 'TAIL') return present.some((one) => [one.identityTail, one.phoneTail].includes(words));
  if (kind === 'NUMBER') return household.number.startsWith(words);
  if (kind === 'INITIALS') return household.headInitials.startsWith(words.toLowerCase());
  if (words.length < 2) return household.headName.startsWith(words);
  const names = [household.headName, ...present.map(({ name }) => name)];
  return names.some((name) => name.includes(words)) || household.village.name.startsWith(words);
}

export const findsVillage = ({ level, name }: RegionFact, typed: string): boolean =>
  level === 'VILLAGE' && name.includes(typed.trim());

/** Something to type: mostly what is there, now and then what a pattern would take for anything. */
export function someWords(dice: Dice, { cadres, households, units }: Facts): string {
  const [cadre, household, unit] = [dice.pick(cadres), dice.pick(households), dice.pick(units)];
  const member = household.members[0];
  return dice.pick([
    cadre.name,
    cadre.name.slice(0, 2),
    cadre.name.slice(0, 1),
    cadre.initials.slice(0, 2),
    cadre.identityTail,
    cadre.phoneTail,
    household.headName.slice(-2),
    household.headInitials.slice(0, 1).toUpperCase(),
    household.number.slice(0, 7),
    household.number,
    household.village.name.slice(0, 3),
    member?.name ?? household.headName,
    member?.identityTail ?? '0000',
    member?.phoneTail ?? '1012',
    unit.name,
    unit.code,
    '%',
    '_',
    '没有的',
  ]);
}
