import { IsBoolean, IsEnum, IsIn, IsInt, IsOptional, IsUUID, Matches, MaxLength } from 'class-validator';
import { Field, ID, Int } from 'type-graphql';
import { IsDay, IsWords } from '../../platform/graphql/checks.ts';
import { SexEnum } from './cadre.type.ts';

/**
 * The fields that inputs about people are made of: what a field is, how it is checked and the Chinese sentence for what is wrong,
 * said once. An `Optional…` field may be left out or null; what is left out stays as it is.
 */
const PATH = /^([^/]+\/)+$/;

type Check = PropertyDecorator;
type TypeOf = () => object;

const field =
  (type: TypeOf, description: string, ...checks: Check[]): PropertyDecorator =>
  (target, key) => {
    for (const check of checks) check(target, key);
    Field(type, { description })(target, key);
  };

const optionalField =
  (type: TypeOf, description: string, ...checks: Check[]): PropertyDecorator =>
  (target, key) => {
    for (const check of [IsOptional(), ...checks]) check(target, key);
    Field(type, { nullable: true, description })(target, key);
  };

const name = () => IsWords(1, 40, { message: '姓名 1 到 40 个字' });
const atMost = (signs: number, what = '') => MaxLength(signs, { message: `${what}最多 ${signs} 个字` });

/** Which record. */
export const IdField = (description: string) => field(() => ID, description, IsUUID());
export const OptionalId = (description: string) => optionalField(() => ID, description, IsUUID());

/** The version that the writer saw; another one is a CONFLICT. */
export const VersionField = (description = 'The version that was seen.') =>
  field(() => Int, description, IsInt());

/** The name of a person. */
export const NameField = () => field(() => String, 'Name.', name());
export const OptionalName = () => optionalField(() => String, 'Name.', name());

/** A calendar day; whether it may lie in the future is the service's to say. */
export const DayField = (description: string) => field(() => String, description, IsDay());
export const OptionalDay = (description: string) => optionalField(() => String, description, IsDay());

/** Words of at most so many signs; `what` begins the sentence for more: 备注. */
export const WordsField = (description: string, most: number, what?: string) =>
  field(() => String, description, atMost(most, what));
export const OptionalWords = (description: string, most: number, what?: string) =>
  optionalField(() => String, description, atMost(most, what));

/** Words that must be there, with the sentence for none or too many. */
export const DemandedWords = (description: string, most: number, message?: string) =>
  field(() => String, description, IsWords(1, most, message === undefined ? undefined : { message }));
export const OptionalDemanded = (description: string, most: number) =>
  optionalField(() => String, description, IsWords(1, most));

/** One of the values of a GraphQL enum. */
export const ChoiceField = (values: object, description: string, message?: string) =>
  field(() => values, description, IsEnum(values, message === undefined ? undefined : { message }));
export const OptionalChoice = (values: object, description: string) =>
  optionalField(() => values, description, IsEnum(values));

/** A personal value in full, as typed; it is normalised, checked and sealed by the service. */
export const OptionalPersonal = (description: string) =>
  optionalField(() => String, description, MaxLength(30));
export const OptionalSex = (description: string) => OptionalChoice(SexEnum, description);

/** The words of a search box. */
export const SearchField = (description: string) =>
  optionalField(() => String, description, atMost(40, '搜的字'));
/** A part of the territory or a unit, by its path. */
export const WithinField = (description = 'Only at or below this path.') =>
  optionalField(() => String, description, Matches(PATH));
export const OptionalSwitch = (description: string) => optionalField(() => Boolean, description, IsBoolean());
export const EndedField = () => OptionalSwitch('With those that no longer exist; left out otherwise.');
/** One of a few codes that are no enum of the schema. */
export const OptionalCode = (codes: readonly string[], description: string) =>
  optionalField(() => String, description, IsIn(codes));

/** Which way a list runs. */
export const OrderField = (): PropertyDecorator => (target, key) => {
  IsIn(['ASC', 'DESC'])(target, key);
  Field(() => String, { defaultValue: 'ASC', description: 'ASC or DESC.' })(target, key);
};
