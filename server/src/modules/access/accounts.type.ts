import { IsBoolean, IsIn, IsOptional, IsUUID, Matches, MaxLength } from 'class-validator';
import { Field, GraphQLISODateTime, ID, InputType, ObjectType } from 'type-graphql';
import type { Role } from '../../platform/auth/role.ts';
import { IsDay, IsWords } from '../../platform/graphql/checks.ts';
import { CadreStatusEnum, type CadreStatus, OptionalReason } from '../people/index.ts';
import { RoleEnum } from './access.type.ts';

@ObjectType({ description: 'How one of the own people signs in.' })
export class CadreAccount {
  @Field(() => ID, { description: 'The cadre.' })
  id!: string;

  @Field({ description: 'Name.' })
  name!: string;

  unitId!: string;

  @Field({ description: 'The rank as rosters write it.' })
  rankTitle!: string;

  @Field(() => CadreStatusEnum, { description: 'Whether they are at work (R7); who has left gets no code.' })
  status!: CadreStatus;

  @Field(() => String, { nullable: true, description: 'The login name; null where there is no account yet.' })
  login!: string | null;

  @Field({ description: 'NONE, CODE (issued and not used), ACTIVE, LOCKED or DISABLED.' })
  state!: string;

  @Field(() => GraphQLISODateTime, {
    nullable: true,
    description: 'Until when an open one-time code can be used.',
  })
  codeExpiresAt!: Date | null;

  @Field(() => GraphQLISODateTime, { nullable: true, description: 'When they were last seen.' })
  lastSeenAt!: Date | null;
}

@InputType({ description: 'Which of the own people.' })
export class AccountFilter {
  @Field(() => String, { nullable: true, description: 'Only names that contain this, or this login.' })
  @IsOptional()
  @MaxLength(40)
  q?: string | null;

  @Field(() => String, { nullable: true, description: 'NONE, CODE, ACTIVE, LOCKED or DISABLED.' })
  @IsOptional()
  @IsIn(['NONE', 'CODE', 'ACTIVE', 'LOCKED', 'DISABLED'])
  state?: string | null;

  @Field(() => String, { nullable: true, description: 'Only at or below this path.' })
  @IsOptional()
  @Matches(/^([^/]+\/)+$/)
  within?: string | null;
}

@ObjectType({ description: 'A one-time code; shown once and kept nowhere.' })
export class OneTimeCode {
  @Field({ description: 'The login name to use it with.' })
  login!: string;

  @Field({ description: 'The code, to be read out or written down.' })
  code!: string;

  @Field(() => GraphQLISODateTime, { description: 'Until when it can be used.' })
  expiresAt!: Date;
}

@ObjectType({ description: 'A grant as those see it who may give it.' })
export class GrantRecord {
  @Field(() => ID, { description: 'Identifier.' })
  id!: string;

  @Field(() => ID, { description: 'The account.' })
  accountId!: string;

  @Field({ description: 'Who holds it.' })
  holder!: string;

  @Field({ description: 'The login name.' })
  login!: string;

  @Field(() => RoleEnum, { description: 'The role.' })
  role!: Role;

  @Field({ description: 'The path it covers.' })
  path!: string;

  @Field({ description: 'What the identity switcher shows.' })
  title!: string;

  @Field({ description: 'The first day, YYYY-MM-DD.' })
  from!: string;

  @Field(() => String, { nullable: true, description: 'The first day no longer; null while it lasts.' })
  to!: string | null;

  @Field(() => String, { nullable: true, description: 'Who gave it.' })
  grantor!: string | null;

  @Field({
    description: 'How the holder signs in: NONE, CODE (issued and not used), ACTIVE, LOCKED or DISABLED.',
  })
  state!: string;
}

@InputType({ description: 'A role for somebody, at a region or a unit.' })
export class GiveGrantInput {
  @Field(() => ID, {
    nullable: true,
    description: 'A cadre of the own territory; the account is made where there is none.',
  })
  @IsOptional()
  @IsUUID()
  cadreId?: string | null;

  @Field(() => String, { nullable: true, description: 'The login of an account there is; else one is made.' })
  @IsOptional()
  @MaxLength(64)
  login?: string | null;

  @Field(() => String, { nullable: true, description: 'The name for a new account.' })
  @IsOptional()
  @IsWords(1, 40, { message: '姓名 1 到 40 个字' })
  displayName?: string | null;

  @Field(() => RoleEnum, { description: 'The role.' })
  @IsIn(Object.keys(RoleEnum))
  role!: Role;

  @Field({ description: 'The path of the region or the unit.' })
  @Matches(/^([^/]+\/)+$/, { message: '选一个地方或单位' })
  path!: string;

  @Field(() => String, { nullable: true, description: 'The first day no longer, YYYY-MM-DD.' })
  @IsOptional()
  @IsDay()
  to?: string | null;
}

@ObjectType({ description: 'A grant just given.' })
export class GivenGrant {
  @Field(() => ID, { description: 'The grant.' })
  id!: string;

  @Field({ description: 'What the identity switcher shows.' })
  title!: string;

  @Field({ description: 'The login name of its holder.' })
  login!: string;

  @Field(() => String, { nullable: true, description: 'For a new account: the one-time code, shown once.' })
  code!: string | null;
}

@InputType({ description: 'Whether somebody may sign in.' })
export class SetAccountDisabledInput {
  @Field(() => ID, { description: 'The cadre.' })
  @IsUUID()
  cadreId!: string;

  @Field({ description: 'True to keep them out; their sessions end at once.' })
  @IsBoolean()
  disabled!: boolean;

  @OptionalReason('Why, in a sentence; demanded to keep somebody out.')
  reason?: string | null;
}

@InputType({ description: 'Whether who holds a grant may sign in.' })
export class SetHolderDisabledInput {
  @Field(() => ID, { description: 'The grant.' })
  @IsUUID()
  grantId!: string;

  @Field({ description: 'True to keep them out; their sessions end at once, whatever else they may do.' })
  @IsBoolean()
  disabled!: boolean;

  @OptionalReason('Why, in a sentence; demanded to keep somebody out.')
  reason?: string | null;
}
