import { Field, ID, Int, ObjectType } from 'type-graphql';
import { enumType } from '../../platform/graphql/enum-type.ts';
import { Scoped } from '../../platform/graphql/guard.ts';
import type { RosterKind } from './layout/fields.ts';
import type { RunState } from './store/runs.ts';
import type { Verdict } from './verdict/records.ts';

export const ImportKindEnum = enumType<RosterKind>('ImportKind', 'Which roster: 干部花名册 or 农户花名册.', {
  CADRES: '干部花名册.',
  HOUSEHOLDS: '农户花名册.',
});

export const ImportStateEnum = enumType<RunState>(
  'ImportState',
  'How far a run is. REFUSED: the file could not be read; LEFT: put aside or older than 24 hours, and erased.',
  {
    UPLOADED: 'Taken in; waits to be checked.',
    CHECKING: 'Its rows are being checked.',
    NEEDS_COLUMNS: 'A needed column was not found: say which it is.',
    READY: 'Checked; the preview stands and waits to be written.',
    WRITING: 'The good rows are being written.',
    DONE: 'Written.',
    REFUSED: 'The file could not be read; nothing is stored.',
    FAILED: 'Broke off for a fault of the system; what was written stays.',
    LEFT: 'Put aside or older than 24 hours; file and rows are erased.',
  },
);

export const ImportVerdictEnum = enumType<Verdict>(
  'ImportVerdict',
  'What becomes of a row: 新增, 修改, 跳过, 退回, 待核.',
  {
    ADD: '新增: brings somebody new.',
    CHANGE: '修改: changes what is stored.',
    SKIP: '跳过: tells nothing new.',
    REFUSE: '退回: something in it is wrong; goes back in a workbook.',
    REVIEW: '待核: somebody has to look at it.',
  },
);

@ObjectType({ description: 'A column of the sheet and what it is taken for.' })
export class ImportColumn {
  @Field(() => Int, { description: 'Position in the sheet, from 0.' })
  column!: number;

  @Field({ description: 'The header as written; of a two-line header both lines.' })
  header!: string;

  @Field(() => String, { nullable: true, description: 'The field it is taken for; null is not imported.' })
  field!: string | null;

  @Field({
    description: 'EXACT and LIKE were found, CHOSEN by the importer, EXTRA needs no choice, NONE is unknown.',
  })
  by!: string;
}

@ObjectType({ description: 'A field that a column can be taken for.' })
export class ImportFieldOption {
  @Field({ description: 'Its name in the API.' })
  field!: string;

  @Field({ description: 'Its name for people.' })
  label!: string;

  @Field({ description: 'Whether some column must be taken for it.' })
  required!: boolean;
}

@ObjectType({ description: 'A figure of the preview with its name.' })
export class ImportFigure {
  @Field({ description: 'Stable code: of a reason, or the name of a field.' })
  code!: string;

  @Field({ description: 'What people call it.' })
  label!: string;

  @Field(() => Int, { description: 'Rows it applies to.' })
  rows!: number;
}

@ObjectType({ description: 'What the preview counts. The five verdicts add up to all rows.' })
export class ImportCounts {
  @Field(() => Int, { description: 'Rows that speak of somebody.' })
  rows!: number;

  @Field(() => Int, { description: '新增: written as new, or a further 帮扶户 of somebody.' })
  add!: number;

  @Field(() => Int, { description: '修改: stored values that give way to the roster.' })
  change!: number;

  @Field(() => Int, { description: '跳过: the same as stored, or a repeat.' })
  skip!: number;

  @Field(() => Int, { description: '退回: not written; they come back in a workbook.' })
  refuse!: number;

  @Field(() => Int, { description: '待核: a person has to decide something.' })
  review!: number;

  @Field(() => Int, { description: 'Of the 待核 those of which nothing is written before.' })
  held!: number;

  @Field(() => Int, { description: 'Rows that would be written now.' })
  writable!: number;

  @Scoped('parent')
  @Field(() => [ImportFigure], { description: 'Why rows are where they are.' })
  reasons!: ImportFigure[];

  @Scoped('parent')
  @Field(() => [ImportFigure], { description: 'Which cells of refused rows are at fault.' })
  faults!: ImportFigure[];

  @Scoped('parent')
  @Field(() => [ImportFigure], { description: 'Which fields would change.' })
  changes!: ImportFigure[];

  @Field(() => [String], { description: 'Units that nobody knows yet and that would be created.' })
  newUnits!: string[];

  @Field(() => Int, { description: '帮扶户 that would be recorded as claims.' })
  claims!: number;

  @Field(() => Int, { description: 'Of those the ones whose household is known now.' })
  claimsMatched!: number;

  @Field(() => Int, {
    description: 'Of those the ones without a known household; they wait for a household roster.',
  })
  claimsUnknown!: number;

  @Field(() => Int, { description: 'Of those the ones that several households answer to; never guessed.' })
  claimsAmbiguous!: number;
}

@ObjectType({ description: 'Rows of the sheet that speak of nobody, left out.' })
export class ImportLayout {
  @Field(() => Int, { description: 'Titles and notes above the header.' })
  titleRows!: number;

  @Field(() => Int, { description: 'Blank rows between others.' })
  blankRows!: number;

  @Field(() => Int, { description: '合计 and 小计.' })
  totalRows!: number;

  @Field(() => Int, { description: 'The header again, as on each printed page.' })
  headerRows!: number;

  @Field(() => Int, { description: 'Footnotes such as 填表人.' })
  noteRows!: number;
}

@ObjectType({ description: 'What a run did.' })
export class ImportOutcome {
  @Field(() => Int, { description: 'People or households added.' })
  added!: number;

  @Field(() => Int, { description: 'People or households changed.' })
  changed!: number;

  @Field(() => Int, { description: 'Claims recorded.' })
  claims!: number;

  @Field(() => Int, { description: 'Claims that became pairings.' })
  paired!: number;

  @Field(() => Int, { description: 'Households with more claims than places: on the duplicate board.' })
  disputed!: number;

  @Field(() => Int, { description: 'Claims of this roster still without a household.' })
  unknown!: number;

  @Field(() => Int, { description: 'Claims of this roster that several households answer to.' })
  ambiguous!: number;

  @Field(() => Int, {
    description: 'Stored people or households that the roster leaves out; nothing has ended by it.',
  })
  missing!: number;
}

@ObjectType({
  description:
    'A roster on its way in. Only who uploaded it sees it; the file and its rows are erased after 24 hours.',
})
export class ImportRun {
  @Field(() => ID, { description: 'Stable identifier.' })
  id!: string;

  @Field(() => ImportKindEnum, { description: 'Which roster.' })
  kind!: RosterKind;

  @Field(() => Int, { description: 'The programme year that its claims are for.' })
  year!: number;

  @Field({ description: 'The name of the file as uploaded.' })
  fileName!: string;

  @Field(() => Int, { description: 'Its size in bytes.' })
  fileBytes!: number;

  @Field(() => ImportStateEnum, { description: 'How far it is.' })
  state!: RunState;

  @Field(() => Int, { description: 'Rows done of the step under way.' })
  done!: number;

  @Field(() => Int, { description: 'Rows of the step under way.' })
  total!: number;

  @Field(() => Int, { nullable: true, description: 'The row in which the header begins.' })
  headerRow!: number | null;

  @Scoped('parent')
  @Field(() => [ImportColumn], { description: 'The columns and what they are taken for.' })
  columns!: ImportColumn[];

  @Scoped('parent')
  @Field(() => [ImportFieldOption], { description: 'What a column can be taken for.' })
  fields!: ImportFieldOption[];

  @Field(() => [String], { description: 'Labels of required fields without a column.' })
  missingColumns!: string[];

  @Scoped('parent')
  @Field(() => ImportLayout, { nullable: true, description: 'What was left out.' })
  layout!: ImportLayout | null;

  @Scoped('parent')
  @Field(() => ImportCounts, { nullable: true, description: 'The preview.' })
  counts!: ImportCounts | null;

  @Scoped('parent')
  @Field(() => ImportOutcome, { nullable: true, description: 'What was done, once it is.' })
  outcome!: ImportOutcome | null;

  @Field(() => String, { nullable: true, description: 'Stable code of why the file was refused.' })
  problemCode!: string | null;

  @Field(() => String, { nullable: true, description: 'Why the file was refused, for people.' })
  problem!: string | null;

  @Field(() => Int, { nullable: true, description: 'Milliseconds that checking or writing took.' })
  took!: number | null;

  @Field(() => String, { description: 'When it was uploaded.' })
  createdAt!: string;

  @Field(() => String, { description: 'When the file and its rows are erased.' })
  expiresAt!: string;
}

@ObjectType({ description: 'One cell of a row, masked where it is personal.' })
export class ImportCell {
  @Field({ description: 'The field.' })
  field!: string;

  @Field({ description: 'The cell as it may be shown.' })
  shown!: string;

  @Field(() => String, { nullable: true, description: 'Why it cannot be taken.' })
  fault!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'What to put instead, where that is known; see acceptImportSuggestions.',
  })
  suggestion!: string | null;
}

@ObjectType({ description: 'A row of the roster and what becomes of it.' })
export class ImportRow {
  @Field(() => Int, { description: 'The row in the sheet.' })
  row!: number;

  @Field(() => ImportVerdictEnum, { description: 'What becomes of it.' })
  verdict!: Verdict;

  @Field({ description: 'Nothing of it is written before somebody has decided.' })
  held!: boolean;

  @Field(() => [String], { description: 'Why, in words.' })
  reasons!: string[];

  @Scoped('parent')
  @Field(() => [ImportCell], { description: 'Its cells.' })
  cells!: ImportCell[];
}

@ObjectType({ description: 'A 帮扶户 of this roster that no household, or more than one, answers to.' })
export class ImportClaim {
  @Field(() => ID, { description: 'The claim.' })
  id!: string;

  @Field(() => Int, { nullable: true, description: 'The row in the sheet.' })
  row!: number | null;

  @Field({ description: 'The cadre.' })
  cadre!: string;

  @Field({ description: 'The head as written.' })
  head!: string;

  @Field({ description: 'The place as written.' })
  village!: string;

  @Field({ description: 'UNKNOWN or AMBIGUOUS.' })
  status!: string;
}
