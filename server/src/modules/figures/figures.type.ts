import { IsInt, Max, Min } from 'class-validator';
import { Field, InputType, Int, ObjectType } from 'type-graphql';

/** A whole number within bounds; the database holds the same bounds. */
const Figure = (description: string, least: number, most: number, what: string): PropertyDecorator => {
  const message = `${what}填 ${least} 到 ${most}`;
  return (target, key) => {
    for (const check of [IsInt({ message }), Min(least, { message }), Max(most, { message })])
      check(target, key);
    Field(() => Int, { description: `${description}; ${least} to ${most}.` })(target, key);
  };
};

@ObjectType({ description: 'The figures that the office may change for the whole installation.' })
@InputType('FiguresInput', { description: 'The figures, all of them, with the version that was seen.' })
export class Figures {
  @Figure('Wrong passwords in a row that lock an account', 3, 20, '连错次数')
  failuresBeforeLock!: number;

  @Figure('Minutes for which it is locked', 1, 1440, '锁定分钟')
  lockMinutes!: number;

  @Figure('Minutes without use after which a session ends', 5, 480, '闲置分钟')
  idleMinutes!: number;

  @Figure('Hours after which a session ends however much it is used', 1, 72, '登录小时')
  sessionHours!: number;

  @Figure('Days for which a one-time code works', 1, 30, '登录码天数')
  codeDays!: number;

  @Figure('Numbers a day that one account may send to a superior office', 1, 200, '每天的号码个数')
  casesADay!: number;

  @Figure(
    'People whose numbers one account may export in full within 24 hours without a second person (R32)',
    0,
    2000,
    '一人可导出的行数',
  )
  rowsAlone!: number;

  @Field(() => Int, { description: 'Grows with every change; a write sends the one it saw.' })
  @IsInt()
  version!: number;
}
