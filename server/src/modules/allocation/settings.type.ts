import {
  ArrayMaxSize,
  IsIn,
  IsInt,
  IsOptional,
  IsUUID,
  Length,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { IsWords } from '../../platform/graphql/checks.ts';
import { Scoped } from '../../platform/graphql/guard.ts';
import { FIELDS } from './settings.ts';

const weight = (target: object, key: string) => {
  IsInt()(target, key);
  Min(0, { message: '权重最小 0' })(target, key);
  Max(100, { message: '权重最大 100' })(target, key);
};

@ObjectType({
  description: 'What the office wishes of a new pair where nothing more urgent decides, 0 to 100 each.',
})
@InputType('AllocationWeightsInput', { description: 'What the office wishes of a new pair, 0 to 100 each.' })
export class AllocationWeights {
  @Field(() => Int, { description: '本单位包村: the unit looks after the village.' })
  @weight
  lookedAfter!: number;

  @Field(() => Int, { description: '同镇: the unit sits in the household’s town.' })
  @weight
  sameTown!: number;

  @Field(() => Int, { description: '同县: the unit sits in the household’s county.' })
  @weight
  sameCounty!: number;

  @Field(() => Int, { description: '对口: the unit’s field helps against the main cause.' })
  @weight
  fieldFits!: number;

  @Field(() => Int, { description: 'Even load among the cadres of a unit.' })
  @weight
  evenCadres!: number;

  @Field(() => Int, { description: 'Even load among units.' })
  @weight
  evenUnits!: number;
}

@ObjectType({ description: 'A field of work and a cause of poverty that it helps against.' })
export class FieldCause {
  @Field({
    description:
      'The field of a unit: HEALTH, EDUCATION, AGRICULTURE, EMPLOYMENT, HOUSING, TRANSPORT, WELFARE, OTHER.',
  })
  field!: string;

  @Field({ description: 'Dictionary code of the cause (POVERTY_CAUSE).' })
  cause!: string;

  @Field({ description: 'Why, for people.' })
  why!: string;
}

@ObjectType({ description: 'What an allocation of a year goes by where nobody sets anything else.' })
export class AllocationSetting {
  @Field(() => Int, { description: 'The programme year.' })
  year!: number;

  @Field(() => Int, { description: 'From this need on (0 to 100) a household is among the hardest-off.' })
  hardFrom!: number;

  @Scoped('parent')
  @Field(() => AllocationWeights, { description: 'The weights.' })
  weights!: AllocationWeights;

  @Scoped('parent')
  @Field(() => [FieldCause], { description: '专长 ↔ 致贫原因; the same for every year.' })
  fits!: FieldCause[];

  @Field({ description: 'Changes with every change; a write sends the one it saw.' })
  version!: string;
}

@InputType({ description: 'A field and a cause that it helps against.' })
export class FieldCauseInput {
  @Field({ description: 'The field.' })
  @IsIn(FIELDS, { message: '没有这个专长' })
  field!: string;

  @Field({ description: 'Dictionary code of the cause.' })
  @Length(1, 40, { message: '选一个原因' })
  cause!: string;

  @Field({ description: 'Why, for people.' })
  @IsWords(1, 60, { message: '写一句为什么（最多 60 字）' })
  why!: string;
}

@InputType({ description: 'What allocations of a year go by, as a whole.' })
export class SaveAllocationSettingInput {
  @Field(() => Int, { description: 'The programme year.' })
  @IsInt()
  year!: number;

  @Field({ description: 'The version that was seen.' })
  @Length(1, 80)
  version!: string;

  @Field(() => Int, { description: 'From this need on a household is among the hardest-off.' })
  @IsInt()
  @Min(0, { message: '最小 0' })
  @Max(100, { message: '最大 100' })
  hardFrom!: number;

  @Field(() => AllocationWeights, { description: 'The weights.' })
  @ValidateNested()
  weights!: AllocationWeights;

  @Field(() => [FieldCauseInput], { description: 'All fields and the causes that they help against.' })
  @ValidateNested({ each: true })
  @ArrayMaxSize(200, { message: '最多 200 行' })
  fits!: FieldCauseInput[];
}

@InputType({ description: 'What the office sets for one run; the year’s settings where left out.' })
export class RunSettingsInput {
  @Field(() => Int, {
    nullable: true,
    description: 'From this need on a household is among the hardest-off.',
  })
  @IsOptional()
  @IsInt()
  @Min(0, { message: '最小 0' })
  @Max(100, { message: '最大 100' })
  hardFrom?: number | null;

  @Field(() => AllocationWeights, { nullable: true, description: 'The weights.' })
  @IsOptional()
  @ValidateNested()
  weights?: AllocationWeights | null;

  @Field(() => [ID], { nullable: true, description: 'Villages to fill before all others.' })
  @IsOptional()
  @IsUUID(undefined, { each: true })
  @ArrayMaxSize(500, { message: '最多选 500 个村' })
  firstVillageIds?: string[] | null;
}
