import { ValidateBy, type ValidationOptions } from 'class-validator';

/** Checks of input fields that class-validator has no right one for. What is missing is not theirs to refuse. */
const check = (
  name: string,
  fits: (typed: string) => boolean,
  say: (typed: string) => string,
  options?: ValidationOptions,
): PropertyDecorator =>
  ValidateBy(
    {
      name,
      validator: {
        validate: (typed) => typeof typed === 'string' && fits(typed),
        defaultMessage: (at) => say(String(at?.value)),
      },
    },
    options,
  );

/** From the year 1000 to 2999: PostgreSQL knows no year 0. */
const DAY = /^[12]\d{3}-\d{2}-\d{2}$/;

function isDay(text: string): boolean {
  const date = new Date(`${text}T00:00:00Z`);
  return DAY.test(text) && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

/** A calendar day that there is, `YYYY-MM-DD`; 2026-02-30 is none. Whether it may lie in the future is the service's to say. */
export const IsDay = (): PropertyDecorator =>
  check('isDay', isDay, (typed) =>
    DAY.test(typed) ? `${typed} 这一天不存在` : '日期写成 2026-03-31 的样子',
  );

/** `least` to `most` signs, blanks around them left aside: a reason of three spaces is none. Options as class-validator has them. */
export const IsWords = (least: number, most: number, options?: ValidationOptions): PropertyDecorator =>
  check(
    'isWords',
    (typed) => typed.trim().length >= least && typed.length <= most,
    () => `写 ${least} 到 ${most} 个字`,
    options,
  );
