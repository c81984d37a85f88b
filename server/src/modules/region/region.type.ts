import { Field, ID, ObjectType } from 'type-graphql';
import { enumType } from '../../platform/graphql/enum-type.ts';

export const RegionLevel = enumType('RegionLevel', 'The step of the territory tree: 市, 县, 镇, 村, 组.', {
  CITY: '市.',
  COUNTY: '县, 区 or 县级市.',
  TOWN: '镇 or 街道.',
  VILLAGE: '村 or 社区.',
  GROUP: '村民小组.',
});
export type RegionLevel = keyof typeof RegionLevel;

@ObjectType({ description: '行政区划: a node of the territory tree.' })
export class Region {
  @Field(() => ID, { description: 'Stable identifier; codes change, this does not.' })
  id!: string;

  @Field({ description: 'The administrative code in force.' })
  code!: string;

  @Field({ description: 'The name in force.' })
  name!: string;

  @Field(() => RegionLevel, { description: 'The step of the tree.' })
  level!: RegionLevel;

  @Field({ description: 'Materialised path of codes from the city down, each step closed by a slash.' })
  path!: string;

  @Field({ description: 'Whether it was listed as a poor village; those come first.' })
  poor!: boolean;

  @Field(() => ID, { nullable: true, description: 'The region it lies in; null for the city.' })
  parentId!: string | null;
}
