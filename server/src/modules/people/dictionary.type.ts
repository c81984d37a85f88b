import { ArrayMaxSize, IsIn, IsInt, IsOptional, Length, Matches } from 'class-validator';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { IsDay, IsWords } from '../../platform/graphql/checks.ts';

const DICTIONARIES = ['POVERTY_STATUS', 'POVERTY_CAUSE', 'OFFICE_NAME', 'ETHNICITY', 'RELATION'];

const both =
  (...decorators: PropertyDecorator[]): PropertyDecorator =>
  (target, key) => {
    for (const decorate of decorators) decorate(target, key);
  };
const Registered = (otherwise: string): PropertyDecorator =>
  both(
    Field(() => Boolean, {
      nullable: true,
      description: `Of a status: whether it makes a household registered poor or monitored; ${otherwise}.`,
    }),
    IsOptional(),
  );
const Weight = (otherwise: string): PropertyDecorator =>
  both(
    Field(() => Int, {
      nullable: true,
      description: `Of such a status 0 to 50, of a cause 0 to 15, of others left aside; ${otherwise}.`,
    }),
    IsOptional(),
  );
const Label = both(
  Field(() => String, { description: 'What people call it.' }),
  IsWords(1, 40, { message: '名称 1 到 40 个字' }),
);
const Aliases = both(
  Field(() => [String], { description: 'What rosters write for it.' }),
  ArrayMaxSize(30, { message: '最多 30 个别的写法' }),
  IsWords(1, 40, { each: true, message: '每个写法 1 到 40 个字' }),
);

@ObjectType({
  description:
    'An entry of a dictionary with validity; one that ended stays readable on the records that carry it.',
})
export class DictionaryEntry {
  @Field({ description: 'POVERTY_STATUS, POVERTY_CAUSE, OFFICE_NAME, ETHNICITY or RELATION.' })
  dictionary!: string;

  @Field({ description: 'The code that records carry.' })
  code!: string;

  @Field({ description: 'What people call it.' })
  label!: string;

  @Field(() => [String], { description: 'What rosters write for it.' })
  aliases!: string[];

  @Field(() => Int, { description: 'Its place in the list.' })
  position!: number;

  @Field(() => String, { nullable: true, description: 'Since when it is in force, YYYY-MM-DD.' })
  from!: string | null;

  @Field(() => String, { nullable: true, description: 'The first day it no longer is.' })
  to!: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'Of a status: whether it makes a household registered poor or monitored, those lifted out of poverty included.',
  })
  registered!: boolean | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'Of such a status how hard off it is, 0 to 50; of a cause how much a friend can do about it, 0 to 15.',
  })
  weight!: number | null;

  @Field(() => Int, { description: 'Grows with every change; a write sends the one it saw.' })
  version!: number;
}

@InputType({ description: 'An entry to add; its code is for good.' })
export class AddDictionaryEntryInput {
  @Field({ description: 'The dictionary.' })
  @IsIn(DICTIONARIES)
  dictionary!: string;

  @Field({ description: 'The code that records will carry: capital letters, digits, _.' })
  @Matches(/^[A-Z][A-Z0-9_]{1,39}$/, { message: '代码用大写字母开头，只有大写字母、数字和 _，2 到 40 位' })
  code!: string;

  @Label
  label!: string;

  @Aliases
  aliases!: string[];

  @Field({ description: 'Since when it is in force, YYYY-MM-DD.' })
  @IsDay()
  from!: string;

  @Registered('not, where left out')
  registered?: boolean | null;

  @Weight('5 for a cause, where left out')
  weight?: number | null;
}

@InputType({ description: 'What an entry is to weigh.' })
export class DictionaryWeightInput {
  @Field({ description: 'The dictionary.' })
  @IsIn(DICTIONARIES)
  dictionary!: string;

  @Field({ description: 'The code.' })
  @Length(1, 40)
  code!: string;

  @Registered('as it is, where left out')
  registered?: boolean | null;

  @Weight('as it is, where left out')
  weight?: number | null;
}

@InputType({ description: 'What an entry is called and weighs, and how long it is in force.' })
export class EditDictionaryEntryInput extends DictionaryWeightInput {
  @Field(() => Int, { description: 'The version that was seen.' })
  @IsInt()
  version!: number;

  @Label
  label!: string;

  @Aliases
  aliases!: string[];

  @Field(() => String, {
    nullable: true,
    description: 'The first day it is no longer in force; null while it is.',
  })
  @IsOptional()
  @IsDay()
  to?: string | null;
}

@ObjectType({ description: 'What another weight would mean for those who carry the entry.' })
export class DictionaryWeightEffect {
  @Field(() => Int, { description: 'Households that carry it; their need is worked out anew.' })
  households!: number;

  @Field(() => Int, { description: 'Of them, those that would count for gaps from then on.' })
  counted!: number;

  @Field(() => Int, { description: 'Of them, those that would count no longer.' })
  uncounted!: number;
}

@ObjectType({
  description: 'Working out anew how hard off those are who carry an entry whose weight changed.',
})
export class Reweighing {
  @Field(() => ID, { description: 'Identifier.' })
  id!: string;

  @Field({ description: 'What people call the entry.' })
  label!: string;

  @Field(() => Int, { description: 'Households to look at.' })
  total!: number;

  @Field(() => Int, { description: 'Households looked at.' })
  done!: number;

  @Field(() => Int, { description: 'Of them those that weigh otherwise now.' })
  changed!: number;

  @Field(() => Date, { description: 'When it began.' })
  begunAt!: Date;

  @Field(() => Date, { nullable: true, description: 'When all were looked at; null while it is under way.' })
  finishedAt!: Date | null;
}
