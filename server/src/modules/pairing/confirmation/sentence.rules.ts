import type { Day } from '../pairing.rules.ts';
import { stepsLeft, type Standing } from './confirmation.rules.ts';
import { light, sayDay, worse, type Lamp, type Light } from './light.rules.ts';

export interface Differences {
  same: number;
  added: number;
  moved: number;
  ended: number;
  /** Of the ended ones, those who stayed friends (R7). */
  retained: number;
}
export const NO_DIFFERENCE: Differences = { same: 0, added: 0, moved: 0, ended: 0, retained: 0 };

export interface UnitStory extends Standing {
  opened: boolean;
  officeName: string;
  officials: number;
  duplicates: number;
  changes: number;
  signedOn: Day | null;
  settled: number;
  differences: Differences;
}

/** A unit's light and why, in a sentence: what is open, whose turn it is, when it gets there. */
export function unitLight(unit: UnitStory, today: Day, deadline: Day): Light {
  const left = stepsLeft(unit, unit.opened, unit.officials);
  const lamp = light({ left, solved: unit.settled, today, deadline }, '步');
  if (lamp.lamp === 'GREEN') return { ...lamp, sentence: saySigned(unit, today) };
  const parts = [turn(unit)];
  if (unit.officials > 0) parts.unshift(`${unit.officials} 名干部没有朋友`);
  const pace =
    lamp.finishOn === null
      ? '近 7 天没有动过'
      : lamp.lamp === 'YELLOW'
        ? `照现在 ${sayDay(lamp.finishOn, today)}能齐`
        : `照现在 ${sayDay(lamp.finishOn, today)}才齐`;
  return { ...lamp, sentence: `${parts.join('，')}；${pace}` };
}

/** A past year can only be read: green where it was signed all through, else no light at all. */
export function pastUnitLight(unit: UnitStory, today: Day): { lamp: Lamp; reason: string } {
  return unit.state === 'COUNTERSIGNED'
    ? { lamp: 'GREEN', reason: saySigned(unit, today) }
    : { lamp: 'NONE', reason: '这一年没有签完' };
}

function saySigned({ signedOn, differences: { same, added, moved } }: UnitStory, today: Day): string {
  const day = signedOn ? `${sayDay(signedOn, today)}会签；` : '';
  return `${day}结转 ${same}，新结 ${added}，移交 ${moved}`;
}

function turn({ state, changed, opened, officeName, changes }: UnitStory): string {
  if (state !== 'DRAFT' && changed) return `确认以后又改了 ${changes} 处，要重新确认`;
  if (state === 'CONFIRMED') return `已确认，等${officeName}会签`;
  if (state === 'COUNTERSIGNED') return `${officeName}已会签`;
  return opened ? '还没确认' : '草稿还没打开过';
}

export interface CountyStory {
  duplicates: number;
  gaps: number;
  officials: number;
  settled: number;
  unitsOpen: number;
  countersigned: number;
}

/** A county's light: of what is open on the board and of the units still to be signed, the worse. */
export function countyLight(county: CountyStory, today: Day, deadline: Day): Light {
  const left = county.duplicates + county.gaps + county.officials;
  const items = light({ left, solved: county.settled, today, deadline });
  const units = light(
    { left: county.unitsOpen, solved: county.countersigned, today, deadline },
    '个单位',
    '没签',
  );
  return worse(items, units);
}
