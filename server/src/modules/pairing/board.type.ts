import { Field, ID, Int, ObjectType } from 'type-graphql';
import { enumType } from '../../platform/graphql/enum-type.ts';
import { Scoped } from '../../platform/graphql/guard.ts';
import type { BoardKind } from './board.rules.ts';
import { LampEnum } from './confirmation/confirmation.enums.ts';
import type { Closeness } from './suggest.rules.ts';

export const BoardKindEnum = enumType<BoardKind>(
  'BoardKind',
  'DUPLICATE 有两名干部, GAP 交友空白, OFFICIAL 没有朋友, WAITING 待安排 (R2, R5).',
  {
    DUPLICATE: '有两名干部: a household with more friends and open claims than its cap (R2).',
    GAP: '交友空白: an eligible household without a friend, for whom there is a place (R5).',
    OFFICIAL: '没有朋友: an active official without a friend and without a waiver (R1).',
    WAITING: '待安排: an eligible household beyond the places there are, by need (R5).',
  },
);

export const BoardGroupingEnum = enumType('BoardGrouping', 'The tree by territory or by unit.', {
  REGION: 'County, town, village.',
  UNIT: 'Unit by unit.',
});

const ClosenessEnum = enumType<Closeness>(
  'Closeness',
  'Why a suggestion is the one: the roster claims it, the unit looks after the village, same town, same county, sent there.',
  {
    CLAIMED: 'The roster claims the pair.',
    UNIT_OF_VILLAGE: 'The cadre’s unit looks after the village.',
    SAME_TOWN: 'Both are in one town.',
    SAME_COUNTY: 'Both are in one county.',
    SENT: 'The city has sent the cadre to the county for the year (R6).',
  },
);

@ObjectType({ description: 'How many items a place has, and how many it settled lately.' })
export class BoardCounts {
  @Field(() => Int, { description: 'Households that more cadres hold or claim than they have places.' })
  duplicates!: number;

  @Field(() => Int, { description: 'Households without a friend for whom there is a place.' })
  gaps!: number;

  @Field(() => Int, { description: 'Officials at work without a friend and not excused.' })
  officials!: number;

  @Field(() => Int, { description: 'Households without a friend beyond all places.' })
  waiting!: number;

  @Field(() => Int, {
    description: 'Households that are to have a friend (R5), so that a share can be said.',
  })
  eligible!: number;

  @Field(() => Int, { description: 'Those of them with a responsible friend.' })
  covered!: number;

  @Field(() => Int, { description: 'Items settled over the last 7 days.' })
  solved!: number;
}

@ObjectType({ description: 'A branch of the board: a region, the units of a region, or one unit.' })
export class BoardBranch {
  @Field(() => ID, { description: 'The path it covers; give it to `board` or `boardItems` as `within`.' })
  id!: string;

  @Field({ description: 'What to call it.' })
  name!: string;

  @Field({ description: 'CITY, COUNTY, TOWN, VILLAGE, UNITS for the units of a region, or UNIT.' })
  level!: string;

  @Field(() => ID, { nullable: true, description: 'The unit, where it is one.' })
  unitId!: string | null;

  @Scoped('parent')
  @Field(() => BoardCounts, { description: 'Its figures.' })
  counts!: BoardCounts;

  @Field(() => LampEnum, {
    description: 'Its light: what is left against the pace of the last 7 days and the deadline.',
  })
  lamp!: keyof typeof LampEnum;

  @Field({ description: 'Why the light is as it is: the date, and the pace that would be enough.' })
  reason!: string;
}

@ObjectType({ description: '谁没有干部、谁有两个: an area with its branches, counted live.' })
export class Board {
  @Field(() => ID, { description: 'The path of the area.' })
  id!: string;

  @Field(() => Int, { description: 'The programme year whose cap, quotas and waivers hold.' })
  year!: number;

  @Field({ description: 'By when everything is to be settled (R5), YYYY-MM-DD.' })
  confirmBy!: string;

  @Field({ description: 'The day the figures are of, YYYY-MM-DD.' })
  today!: string;

  @Field(() => Int, { description: 'How many responsible cadres a household may have (R2).' })
  cap!: number;

  @Scoped('parent')
  @Field(() => BoardBranch, { description: 'The area itself.' })
  area!: BoardBranch;

  @Scoped('parent')
  @Field(() => [BoardBranch], {
    description: 'From the city down to the area, within what the caller may see.',
  })
  above!: BoardBranch[];

  @Scoped('parent')
  @Field(() => [BoardBranch], { description: 'What lies right below, those without items too.' })
  branches!: BoardBranch[];
}

@ObjectType({ description: 'Somebody who could have the household, beside the others.' })
export class BoardCadre {
  @Field(() => ID, { description: 'Identifier.' })
  id!: string;

  @Field({ description: 'Name.' })
  name!: string;

  @Field({ description: 'Name of the unit.' })
  unit!: string;

  @Field(() => String, {
    nullable: true,
    description: 'The rank title; null for another office’s cadre (R6).',
  })
  rankTitle!: string | null;

  @Field(() => Int, { nullable: true, description: 'Friends now; null for another office’s cadre (R6).' })
  load!: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Friends at the most (R1); null for another office’s cadre (R6).',
  })
  quota!: number | null;

  @Field(() => String, {
    nullable: true,
    description: 'Where the tie comes from: DUTY, PAIRING or ROSTER; null where there is none yet.',
  })
  tie!: 'DUTY' | 'PAIRING' | 'ROSTER' | null;

  @Field(() => String, { nullable: true, description: 'Since when, YYYY-MM-DD.' })
  from!: string | null;

  @Field(() => ClosenessEnum, { description: 'How near the cadre is to the village.' })
  closeness!: Closeness;

  @Field({ description: 'Administered by the city: a county can’t displace them (R6).' })
  cityOwned!: boolean;
}

@ObjectType({ description: 'What to do about an item: who takes or keeps the household, and why.' })
export class BoardSuggestion {
  @Field(() => ID, { description: 'The household.' })
  householdId!: string;

  @Field({ description: 'Name of its head.' })
  headName!: string;

  @Field({ description: 'Its village.' })
  village!: string;

  @Scoped('parent')
  @Field(() => BoardCadre, { description: 'The cadre.' })
  cadre!: BoardCadre;

  @Field(() => Int, { description: 'Places the cadre has left before this.' })
  free!: number;
}

@ObjectType({ description: 'One thing that is wrong: a household or an official.' })
export class BoardItem {
  @Field(() => ID, { description: 'The household or cadre it is about.' })
  id!: string;

  @Field(() => BoardKindEnum, { description: 'What is wrong.' })
  kind!: BoardKind;

  @Field({ description: 'Name of the head or of the official.' })
  name!: string;

  @Field({ description: 'Village and group, or the unit.' })
  place!: string;

  @Field(() => String, { nullable: true, description: 'The town; null where there is none.' })
  town!: string | null;

  @Field(() => Int, { nullable: true, description: 'Members of the household.' })
  size!: number | null;

  @Field(() => String, { nullable: true, description: 'Dictionary label of the poverty status.' })
  status!: string | null;

  @Field(() => String, { nullable: true, description: 'Dictionary label of the main cause of poverty.' })
  cause!: string | null;

  @Field({ description: 'Since when, YYYY-MM-DD.' })
  since!: string;

  @Scoped('parent')
  @Field(() => [BoardCadre], {
    description: 'DUPLICATE: everybody who holds or claims it, the one to keep first.',
  })
  candidates!: BoardCadre[];

  @Scoped('parent')
  @Field(() => BoardSuggestion, {
    nullable: true,
    description: 'What to do; null where nobody near has a place.',
  })
  suggestion!: BoardSuggestion | null;
}
