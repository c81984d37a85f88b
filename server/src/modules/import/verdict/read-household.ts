import type { RosterRow } from '../layout/roster-rows.ts';
import type { PlaceMatch } from '../match/regions.ts';
import { CellReader } from '../values/cells.ts';
import { fault } from '../values/fault.ts';
import type { Fault, Read } from '../values/fault.ts';
import { readIdentity } from '../values/identity.ts';
import { readHouseholdNumber, readPhone, readSize } from '../values/scalars.ts';
import { likeness, normalName, plain, squeeze } from '../values/text.ts';
import type { ReadingContext } from './read-cadre.ts';
import type { HouseholdRecord } from './records.ts';

/** An entry of a dictionary, with the other words people use for it. */
export interface DictionaryFact {
  code: string;
  label: string;
  aliases: readonly string[];
}

export interface HouseholdContext extends ReadingContext {
  statuses: readonly DictionaryFact[];
  causes: readonly DictionaryFact[];
}

/** One row of a household roster with every cell read; what can't be read is in `faults`. */
export function readHousehold(row: RosterRow, context: HouseholdContext): HouseholdRecord {
  const cells = new CellReader(row);
  const record: HouseholdRecord = {
    row: row.number,
    number: cells.read('number', readHouseholdNumber),
    place: {
      county: cells.text('county', squeeze),
      town: cells.text('town', squeeze),
      village: cells.text('village', squeeze),
    },
    group: cells.text('group', squeeze),
    head: cells.text('head', normalName),
    identity: cells.read('identity', (cell) => readIdentity(cell, context.today)),
    size: cells.read('size', (cell) => readSize(cell.text)),
    cause: cells.read('cause', (cell) => readEntry(cell.text, context.causes, '致贫原因')),
    status: cells.read('status', (cell) => readEntry(cell.text, context.statuses, '脱贫属性')),
    phone: cells.read('phone', (cell) => readPhone(cell.text)),
    remark: cells.text('remark', plain),
    faults: cells.faults,
    notes: cells.notes,
  };
  cells.demand('village', record.place.village, '村');
  cells.demand('head', record.head, '户主姓名');
  if (context.mapped.has('size')) cells.demand('size', record.size, '家庭人口');
  if (context.mapped.has('status')) cells.demand('status', record.status, '脱贫属性');
  if (!record.faults.village && !record.faults.town && !record.faults.county) placeHousehold(record, context);
  return record;
}

function placeHousehold(record: HouseholdRecord, context: HouseholdContext): void {
  const match = context.regions.village(record.place, context.areas);
  record.match = match;
  if ('found' in match) {
    if (match.note) record.notes.push({ field: 'village', message: match.note });
    return;
  }
  const [field, wrong] = placeFault(record.place, match);
  const byNumber =
    field === 'village' && record.number && wrong.suggestion === undefined
      ? context.regions.villageOfNumber(record.number, record.place, context.areas)
      : undefined;
  record.faults[field] = byNumber
    ? {
        ...wrong,
        message: wrong.message.replace('，请核对', `。照户编号像是${byNumber.name}`),
        suggestion: byNumber.name,
      }
    : wrong;
}

/** The sentence for a place that isn't found: where it was looked for, and the one name nearest to it. */
export function placeFault(
  place: HouseholdRecord['place'],
  match: Exclude<PlaceMatch, { found: unknown }>,
): ['county' | 'town' | 'village', Fault] {
  if (match.failed === 'AMBIGUOUS') {
    return ['village', fault('AMBIGUOUS_PLACE', '有几个同名的村，请写明镇和村').fault];
  }
  const field = match.failed === 'COUNTY' ? 'county' : match.failed === 'TOWN' ? 'town' : 'village';
  const where = match.within ? `${match.within}没有${place[field] ?? ''}` : `没有${place[field] ?? ''}`;
  const advice = match.suggestion ? `。改成${match.suggestion}` : '，请核对';
  return [field, fault('UNKNOWN_PLACE', where + advice, match.suggestion).fault];
}

function readEntry(raw: string, entries: readonly DictionaryFact[], what: string): Read<string> {
  const text = squeeze(raw);
  const words = (entry: DictionaryFact) => [entry.label, entry.code, ...entry.aliases];
  const found = entries.find((entry) => words(entry).some((word) => squeeze(word) === text));
  if (found) return { value: found.code };
  const ranked = entries
    .map((entry) => ({
      entry,
      score: Math.max(...words(entry).map((word) => likeness(text, squeeze(word)))),
    }))
    .toSorted((a, b) => b.score - a.score);
  const near =
    ranked[0] && ranked[0].score >= 0.5 && ranked[0].score !== ranked[1]?.score ? ranked[0].entry : undefined;
  const advice = near ? `。改成${near.label}` : '，请核对';
  return fault('UNKNOWN_VALUE', `没有「${text}」这种${what}${advice}`, near?.label);
}
