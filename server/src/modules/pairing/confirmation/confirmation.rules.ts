/** The annual confirmation (R5): who may sign what when, and what stands in the way. */
export type State = 'DRAFT' | 'CONFIRMED' | 'COUNTERSIGNED' | 'CLOSED';
export type Step = 'CONFIRM' | 'COUNTERSIGN' | 'CLOSE' | 'REOPEN';
export type Subject = 'UNIT' | 'COUNTY';

export interface Standing {
  state: State;
  /** Something that was signed has changed after the last signature. */
  changed: boolean;
}

/** What has to be settled before a step, counted; `title` is the sentence, `short` what an error strings together. */
export interface Blocker {
  code: BlockerCode;
  count: number;
  title: string;
  action: string;
}
export type BlockerCode =
  | 'NOT_YET'
  | 'CHANGED'
  | 'UNREPORTED'
  | 'OFFICIALS'
  | 'DUPLICATES'
  | 'GAPS'
  | 'UNITS'
  | 'WAITING'
  | 'PLACES';

/** Counts that the blockers go by; each 0 where it does not concern the step. */
export interface Counts {
  /** Officials without a friend, not excused. */
  officials: number;
  /** Those of them that the liaison has not reported. */
  unreported: number;
  duplicates: number;
  gaps: number;
  waiting: number;
  waitingAcknowledged: boolean;
  /** Units of the county that are not countersigned, or have changed since. */
  unitsOpen: number;
  /** Municipal places sent and not used (R6). */
  unspentPlaces: number;
}

export const NOTHING: Counts = {
  officials: 0,
  unreported: 0,
  duplicates: 0,
  gaps: 0,
  waiting: 0,
  waitingAcknowledged: false,
  unitsOpen: 0,
  unspentPlaces: 0,
};

type Refused = { refusal: string };
export const isRefused = (answer: State | Refused): answer is Refused => typeof answer === 'object';

/** The state that a step leads to, or why it is not to be taken now. Blockers are counted apart ({@link blockers}). */
export function advance(subject: Subject, { state, changed }: Standing, step: Step): State | Refused {
  const unit = subject === 'UNIT';
  switch (step) {
    case 'CONFIRM':
      if (state === 'DRAFT') return 'CONFIRMED';
      if (state === 'CLOSED') return { refusal: '已关账。要重新确认，先请市办重开' };
      return changed
        ? 'CONFIRMED'
        : { refusal: unit ? '已经确认过了，没有新的改动' : '县里已经确认过了，没有新的改动' };
    case 'COUNTERSIGN':
      if (!unit) return { refusal: '会签只用于单位' };
      if (state === 'DRAFT') return { refusal: '单位还没确认，等联络员确认后再会签' };
      if (changed) return { refusal: '单位确认以后又有改动，等联络员重新确认' };
      return state === 'CONFIRMED' ? 'COUNTERSIGNED' : { refusal: '已经会签过了' };
    case 'CLOSE':
      if (unit) return { refusal: '关账只用于县' };
      if (state === 'DRAFT') return { refusal: '县里还没确认，不能关账' };
      if (state === 'CLOSED') return { refusal: '已经关账了' };
      return changed ? { refusal: '县里确认以后又有改动，请县里重新确认' } : 'CLOSED';
    case 'REOPEN':
      return state === 'DRAFT'
        ? { refusal: unit ? '这个单位还没确认，不用退回' : '县里还没确认，不用重开' }
        : 'DRAFT';
  }
}

/** The step that comes next; null where all is signed. */
export function nextStep(subject: Subject, { state, changed }: Standing): Exclude<Step, 'REOPEN'> | null {
  if (state === 'DRAFT' || (changed && state !== 'CLOSED')) return 'CONFIRM';
  if (state === 'CONFIRMED') return subject === 'UNIT' ? 'COUNTERSIGN' : 'CLOSE';
  return null;
}

/**
 * R5: what blocks a step, with how many. A unit confirms once its officials without a friend are reported; they block the
 * countersign unless excused. Duplicates, gaps, open units and waiting households that nobody acknowledged block the county;
 * unspent municipal places block only the city's close.
 */
export function blockers(subject: Subject, step: Exclude<Step, 'REOPEN'>, c: Counts): Blocker[] {
  const list: Blocker[] = [];
  const add = (code: BlockerCode, count: number, title: string, action: string) => {
    if (count > 0) list.push({ code, count, title, action });
  };
  if (subject === 'UNIT') {
    if (step === 'CONFIRM')
      add('UNREPORTED', c.unreported, `${c.unreported} 名干部没有朋友，还没上报`, '去上报');
    if (step === 'COUNTERSIGN')
      add('OFFICIALS', c.officials, `${c.officials} 名干部没有朋友，没说明原因`, '去安排');
    return list;
  }
  add('GAPS', c.gaps, `${c.gaps} 户交友空白`, '去补齐');
  add('DUPLICATES', c.duplicates, `${c.duplicates} 户有两名干部`, '去选定');
  add('UNITS', c.unitsOpen, `${c.unitsOpen} 个单位没签完`, '看是哪些');
  if (!c.waitingAcknowledged) add('WAITING', c.waiting, `${c.waiting} 户待安排，还没说明原因`, '写原因');
  if (step === 'CLOSE')
    add('PLACES', c.unspentPlaces, `市里派的名额还剩 ${c.unspentPlaces} 个没用`, '去用掉');
  return list;
}

const VERB = { CONFIRM: '确认', COUNTERSIGN: '会签', CLOSE: '关账' } as const;

/** The one sentence that a refused step tells. */
export const sayBlocked = (step: Exclude<Step, 'REOPEN'>, list: readonly Blocker[]): string =>
  `还不能${VERB[step]}：${list.map(({ title }) => title).join('；')}`;

/** Whether it is signed all through: nothing left to do for those below. */
export const isSettled = (subject: Subject, { state, changed }: Standing): boolean =>
  !changed && (subject === 'UNIT' ? state === 'COUNTERSIGNED' : state === 'CLOSED');

/** What a unit's progress counts: opening the draft, confirming, countersigning, and each official without a friend. */
export function stepsLeft({ state, changed }: Standing, opened: boolean, officials: number): number {
  if (state === 'COUNTERSIGNED' && !changed) return officials;
  const confirmed = state !== 'DRAFT' && !changed;
  return officials + (opened || confirmed ? 0 : 1) + (confirmed ? 0 : 1) + 1;
}

/** `58 八仙镇` parts as a breakdown: `八仙 58，正阳 27，三阳 11，另 4 处 22`. */
export function breakdown(parts: readonly { name: string; n: number }[], shown = 3): string {
  const some = parts.filter(({ n }) => n > 0).toSorted((a, b) => b.n - a.n);
  const rest = some.slice(shown);
  const said = some.slice(0, shown).map(({ name, n }) => `${name} ${n}`);
  if (rest.length === 1) said.push(`${rest[0]!.name} ${rest[0]!.n}`);
  else if (rest.length > 1) said.push(`另 ${rest.length} 处 ${rest.reduce((sum, { n }) => sum + n, 0)}`);
  return said.join('，');
}
