import { IsOptional, MaxLength, ValidateBy } from 'class-validator';
import { Field } from 'type-graphql';
import { IsWords } from '../../platform/graphql/checks.ts';
import { numberMasks } from './free-text.rules.ts';

/**
 * Sentences that explain an act. They are read by many and kept for good, so they carry no phone and no identity number (R32);
 * whoever typed one is told which, and the sentence stays in the form.
 */
const MOST = 200;

const withoutNumbers = (): PropertyDecorator =>
  ValidateBy({
    name: 'withoutNumbers',
    validator: {
      validate: (typed) => typeof typed !== 'string' || numberMasks(typed).length === 0,
      defaultMessage: (at) =>
        `这句话会一直留着，不写电话和证件号码，请去掉 ${numberMasks(String(at?.value)).join('、')}`,
    },
  });

/** A reason that must be there; `message` is the sentence for none or too much. */
export const ReasonField =
  (description: string, message = `写一句原因（最多 ${MOST} 字）`): PropertyDecorator =>
  (target, key) => {
    IsWords(1, MOST, { message })(target, key);
    withoutNumbers()(target, key);
    Field({ description })(target, key);
  };

/** A reason or note that may be left out. */
export const OptionalReason =
  (description: string): PropertyDecorator =>
  (target, key) => {
    IsOptional()(target, key);
    MaxLength(MOST, { message: `最多 ${MOST} 字` })(target, key);
    withoutNumbers()(target, key);
    Field(() => String, { nullable: true, description })(target, key);
  };
