import { IsEnum, IsOptional, IsUUID, Matches, MaxLength } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import { RegionLevel } from './region.type.ts';

@InputType({ description: 'Which regions.' })
export class RegionFilter {
  @Field(() => ID, { nullable: true, description: 'Only the children of this region.' })
  @IsOptional()
  @IsUUID()
  parentId?: string | null;

  @Field(() => RegionLevel, { nullable: true, description: 'Only this step of the tree.' })
  @IsOptional()
  @IsEnum(RegionLevel)
  level?: RegionLevel | null;

  @Field(() => String, { nullable: true, description: 'Only at or below this path.' })
  @IsOptional()
  @Matches(/\/$/)
  within?: string | null;

  @Field(() => String, { nullable: true, description: 'Only names that contain this.' })
  @IsOptional()
  @MaxLength(40)
  name?: string | null;
}
