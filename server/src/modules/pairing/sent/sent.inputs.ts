import { ArrayMaxSize, ArrayMinSize, IsEnum, IsInt, IsOptional, IsUUID } from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';
import { RankEnum, type Rank } from '../../people/index.ts';

/** People sent or taken back in one go. */
const MAX_SENT = 500;

@InputType({ description: 'Whom of those sent.' })
export class SentCadreFilter {
  @Field(() => Int, { nullable: true, description: 'The programme year; the newest where left out.' })
  @IsOptional()
  @IsInt()
  year?: number | null;

  @Field(() => ID, { nullable: true, description: 'Only those sent to this county.' })
  @IsOptional()
  @IsUUID()
  countyId?: string | null;
}

@InputType({ description: 'Whom of those who may be sent.' })
export class SendableCadreFilter {
  @Field(() => Int, { nullable: true, description: 'The programme year; the newest where left out.' })
  @IsOptional()
  @IsInt()
  year?: number | null;

  @Field(() => ID, { nullable: true, description: 'Only those of this unit.' })
  @IsOptional()
  @IsUUID()
  unitId?: string | null;

  @Field(() => RankEnum, { nullable: true, description: 'Only those of this rank.' })
  @IsOptional()
  @IsEnum(RankEnum)
  rank?: Rank | null;
}

@InputType({ description: 'Whom the city sends to a county, or takes back from it (R6).' })
export class SendCadresInput {
  @Field(() => Int, { description: 'The programme year.' })
  @IsInt()
  year!: number;

  @Field(() => ID, { description: 'The county.' })
  @IsUUID()
  countyId!: string;

  @Field(() => [ID], { description: 'The cadres.' })
  @IsUUID(undefined, { each: true })
  @ArrayMinSize(1, { message: '至少选一名' })
  @ArrayMaxSize(MAX_SENT, { message: `一次最多 ${MAX_SENT} 名` })
  cadreIds!: string[];
}
