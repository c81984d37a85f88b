import { ArrayMaxSize, IsEnum, IsInt, IsOptional, IsUUID, Matches } from 'class-validator';
import { ArgsType, Field, ID, InputType, Int } from 'type-graphql';
import { BoardGroupingEnum, BoardKindEnum } from './board.type.ts';
import type { BoardKind } from './board.rules.ts';

/** How many items a filter may name. */
const MAX_NAMED = 500;

@ArgsType()
export class BoardArgs {
  @Field(() => String, {
    nullable: true,
    description: 'The area, by its path; the caller’s own where left out.',
  })
  @IsOptional()
  @Matches(/\/$/, { message: '路径以 / 结尾' })
  within?: string | null;

  @Field(() => Int, { nullable: true, description: 'The programme year; the newest where left out.' })
  @IsOptional()
  @IsInt()
  year?: number | null;

  @Field(() => BoardGroupingEnum, {
    defaultValue: 'REGION',
    description: 'Branches by territory or by unit.',
  })
  @IsEnum(BoardGroupingEnum)
  by!: 'REGION' | 'UNIT';
}

@InputType({ description: 'Of which items of the board.' })
export class BoardRunFilter {
  @Field(() => String, {
    nullable: true,
    description: 'Only at or below this path; the caller’s own area where left out.',
  })
  @IsOptional()
  @Matches(/\/$/, { message: '路径以 / 结尾' })
  within?: string | null;

  @Field(() => ID, { nullable: true, description: 'Only what concerns cadres of this unit.' })
  @IsOptional()
  @IsUUID()
  unitId?: string | null;

  @Field(() => BoardKindEnum, {
    nullable: true,
    description: 'Only this kind; everything but WAITING where left out.',
  })
  @IsOptional()
  @IsEnum(BoardKindEnum)
  kind?: BoardKind | null;

  @Field(() => Int, { nullable: true, description: 'The programme year; the newest where left out.' })
  @IsOptional()
  @IsInt()
  year?: number | null;
}

@InputType({ description: 'Which items of the board.' })
export class BoardFilter extends BoardRunFilter {
  @Field(() => [ID], {
    nullable: true,
    description: `Only these households and officials, at most ${MAX_NAMED}; suggestions are made for them together.`,
  })
  @IsOptional()
  @IsUUID(undefined, { each: true })
  @ArrayMaxSize(MAX_NAMED, { message: `一次最多看 ${MAX_NAMED} 条` })
  ids?: string[] | null;
}
