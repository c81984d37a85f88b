import type { Day } from '../pairing.rules.ts';
import { breakdown } from './confirmation.rules.ts';
import { byLamp, light, type Lamp } from './light.rules.ts';

export interface TodoFact {
  id: string;
  lamp: Lamp;
  title: string;
  reason: string;
  due: Day | null;
  to: string;
  action: string;
}

export interface PlaceFact {
  path: string;
  name: string;
  gaps: number;
  duplicates: number;
  officials: number;
  solved: number;
}

export interface OfficeFacts {
  path: string;
  today: Day;
  deadline: Day;
  /** The places right below, units of the office itself among them. */
  places: readonly PlaceFact[];
  units: { total: number; open: number; unopened: number; toCountersign: number; lately: number };
  /** For the city: counties that have confirmed and wait for the close. */
  toClose: readonly string[];
  /** The county's own turn: units signed, nothing open. */
  mayConfirm: boolean;
}

/** How many places get a line of their own. */
const OWN_LINES = 4;

const board = (path: string, kind?: string) =>
  `/board?within=${encodeURIComponent(path)}${kind ? `&kind=${kind}` : ''}`;

/** What an office has to do, worst first: the worst places, what is left elsewhere, officials, units, its own signature. */
export function officeTodos(office: OfficeFacts): TodoFact[] {
  const { path, today, deadline, places, units } = office;
  const left = (p: PlaceFact) => p.gaps + p.duplicates;
  const lightOf = (p: PlaceFact) => light({ left: left(p), solved: p.solved, today, deadline });
  const open = places
    .filter((place) => left(place) > 0)
    .map((place) => ({ place, light: lightOf(place) }))
    .toSorted((a, b) => byLamp(a.light.lamp, b.light.lamp) || left(b.place) - left(a.place));
  const todos: TodoFact[] = open.slice(0, OWN_LINES).map(({ place, light: { lamp, sentence } }) => ({
    id: `place:${place.path}`,
    lamp,
    title: sayPlace(place),
    reason: sentence,
    due: deadline,
    to: board(place.path),
    action: place.gaps > 0 ? '去补齐' : '选谁留下',
  }));
  const rest = open.slice(OWN_LINES);
  if (rest.length > 0) {
    const sum = rest.reduce((total, { place }) => total + left(place), 0);
    todos.push({
      id: 'rest',
      lamp: rest[0]!.light.lamp,
      title: `另 ${rest.length} 处还有 ${sum} 户要解决`,
      reason: breakdown(rest.map(({ place }) => ({ name: place.name, n: left(place) }))),
      due: deadline,
      to: board(path),
      action: '看是哪些',
    });
  }
  const officials = places.reduce((sum, place) => sum + place.officials, 0);
  if (officials > 0) {
    todos.push({
      id: 'officials',
      lamp: today > deadline ? 'RED' : 'YELLOW',
      title: `${officials} 名干部没有朋友`,
      reason: breakdown(places.map(({ name, officials: n }) => ({ name, n }))),
      due: deadline,
      to: board(path, 'OFFICIAL'),
      action: '去安排',
    });
  }
  todos.push(...unitTodos(office, units));
  if (office.mayConfirm) {
    todos.push({
      id: 'confirm',
      lamp: 'YELLOW',
      title: '单位都签了，没有空白和重复，可以确认了',
      reason: '确认后由市办关账',
      due: deadline,
      to: '/confirmation',
      action: '去确认',
    });
  }
  return todos.toSorted((a, b) => byLamp(a.lamp, b.lamp));
}

function unitTodos({ today, deadline, toClose }: OfficeFacts, units: OfficeFacts['units']): TodoFact[] {
  const todos: TodoFact[] = [];
  const waiting = units.open - units.toCountersign;
  if (units.toCountersign > 0) {
    todos.push({
      id: 'countersign',
      lamp: 'YELLOW',
      title: `${units.toCountersign} 个单位已确认，等你会签`,
      reason: '会签以前还能退回重核',
      due: deadline,
      to: '/confirmation?chip=TO_COUNTERSIGN#units',
      action: '去会签',
    });
  }
  if (waiting > 0) {
    const { lamp, sentence } = light({ left: waiting, solved: units.lately, today, deadline }, '个单位');
    todos.push({
      id: 'units',
      lamp,
      title: `${waiting} 个单位还没确认`,
      reason: units.unopened > 0 ? `其中 ${units.unopened} 个单位没打开过草稿` : sentence,
      due: deadline,
      to: '/confirmation?chip=UNCONFIRMED#units',
      action: '看是哪些',
    });
  }
  if (toClose.length > 0) {
    todos.push({
      id: 'close',
      lamp: 'YELLOW',
      title: `${toClose.length} 个县已确认，等你关账`,
      reason: toClose.join('、'),
      due: deadline,
      to: '/confirmation',
      action: '去关账',
    });
  }
  return todos;
}

function sayPlace({ name, gaps, duplicates }: PlaceFact): string {
  const parts = [];
  if (gaps > 0) parts.push(`${gaps} 户交友空白`);
  if (duplicates > 0) parts.push(`${duplicates} 户有两名`);
  return `${name} ${parts.join('，')}`;
}

export interface LiaisonFacts {
  unitId: string;
  today: Day;
  deadline: Day;
  state: string;
  changed: boolean;
  changes: number;
  lamp: Lamp;
  reason: string;
  unreported: number;
  officials: number;
  officeName: string;
}

/** What a liaison has to do for the own unit. */
export function liaisonTodos(unit: LiaisonFacts): TodoFact[] {
  const todos: TodoFact[] = [];
  const to = `/confirmation/unit/${unit.unitId}`;
  const common = { due: unit.deadline, to };
  if (unit.unreported > 0) {
    todos.push({
      ...common,
      id: 'report',
      lamp: unit.lamp === 'GREEN' ? 'YELLOW' : unit.lamp,
      title: `${unit.unreported} 名干部没有朋友，还没上报`,
      reason: `上报后由${unit.officeName}安排或说明原因`,
      to: `${to}#officials`,
      action: '去上报',
    });
  }
  if (unit.state === 'DRAFT') {
    todos.push({
      ...common,
      id: 'confirm',
      lamp: unit.lamp,
      title: '本单位今年的结对还没确认',
      reason: unit.reason,
      action: '去核对',
    });
  } else if (unit.changed) {
    todos.push({
      ...common,
      id: 'again',
      lamp: unit.lamp,
      title: `确认以后又改了 ${unit.changes} 处，要重新确认`,
      reason: '上次签的名单还在，可以对照',
      action: '看差别',
    });
  }
  return todos.toSorted((a, b) => byLamp(a.lamp, b.lamp));
}
