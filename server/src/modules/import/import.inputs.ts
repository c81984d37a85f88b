import { ArrayMaxSize, IsEnum, IsInt, IsOptional, IsUUID, Length, MaxLength, Min } from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';
import { OptionalReason } from '../people/index.ts';
import { ImportDecisionEnum } from './import-review.type.ts';
import { ImportVerdictEnum } from './import.type.ts';
import type { Decision } from './verdict/decisions.ts';
import type { Verdict } from './verdict/records.ts';

@InputType({ description: 'A run.' })
export class ImportRunInput {
  @Field(() => ID, { description: 'The run.' })
  @IsUUID()
  id!: string;
}

@InputType({ description: 'A column taken for a field.' })
export class ImportColumnChoice {
  @Field(() => Int, { description: 'Position of the column, from 0.' })
  @IsInt()
  @Min(0)
  column!: number;

  @Field(() => String, { nullable: true, description: 'The field; null: not imported.' })
  @IsOptional()
  @Length(1, 40)
  field?: string | null;
}

@InputType({ description: 'What columns are taken for.' })
export class ChooseImportColumnsInput {
  @Field(() => ID, { description: 'The run.' })
  @IsUUID()
  id!: string;

  @Field(() => [ImportColumnChoice], { description: 'The columns that change; others stay as they are.' })
  @ArrayMaxSize(200, { message: '最多改 200 列' })
  choices!: ImportColumnChoice[];
}

@InputType({ description: 'A faulty cell.' })
export class ImportCellInput {
  @Field(() => Int, { description: 'The row in the sheet.' })
  @IsInt()
  row!: number;

  @Field({ description: 'The field.' })
  @Length(1, 40)
  field!: string;
}

@InputType({ description: 'Suggestions to take.' })
export class AcceptImportSuggestionsInput {
  @Field(() => ID, { description: 'The run.' })
  @IsUUID()
  id!: string;

  @Field(() => [ImportCellInput], { description: 'The cells whose suggestion is right.' })
  @ArrayMaxSize(1000, { message: '一次最多改 1000 格' })
  cells!: ImportCellInput[];
}

@InputType({ description: 'Which rows of a run.' })
export class ImportRowFilter {
  @Field(() => ImportVerdictEnum, { nullable: true, description: 'Only these.' })
  @IsOptional()
  @IsEnum(ImportVerdictEnum)
  verdict?: Verdict | null;
}

@InputType({ description: 'Which questions.' })
export class ImportReviewFilter {
  @Field(() => String, { nullable: true, description: 'Only of this kind.' })
  @IsOptional()
  @MaxLength(40)
  kind?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Those decided already, instead of the open ones.' })
  @IsOptional()
  done?: boolean | null;
}

@InputType({ description: 'A decision on a question of a roster.' })
export class DecideImportReviewInput {
  @Field(() => ID, { description: 'The question.' })
  @IsUUID()
  id!: string;

  @Field(() => Int, { description: 'The version that was seen.' })
  @IsInt()
  version!: number;

  @Field(() => ImportDecisionEnum, {
    defaultValue: ImportDecisionEnum.NOTED,
    description: "What was decided: one of the question's choices.",
  })
  @IsEnum(ImportDecisionEnum)
  decision!: Decision;

  @OptionalReason('In words, up to 200 signs; for NOTED at least 2.')
  note?: string | null;
}
