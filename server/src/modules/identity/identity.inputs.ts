import { IsString, MaxLength, MinLength } from 'class-validator';
import { Field, InputType } from 'type-graphql';

@InputType({ description: 'A login name and its password.' })
export class SignInInput {
  @Field({ description: 'The login name, in any case.' })
  @IsString()
  @MinLength(1, { message: '请填登录名' })
  @MaxLength(64, { message: '登录名最多 64 个字' })
  login!: string;

  @Field({ description: 'The password.' })
  @IsString()
  @MinLength(1, { message: '请填密码' })
  @MaxLength(128, { message: '密码最多 128 位' })
  password!: string;
}

@InputType({ description: 'A one-time code from the liaison, and the password to sign in with from now on.' })
export class RedeemOneTimeCodeInput {
  @Field({ description: 'The login name, in any case.' })
  @IsString()
  @MinLength(1, { message: '请填登录名' })
  @MaxLength(64, { message: '登录名最多 64 个字' })
  login!: string;

  @Field({ description: 'The code, in any case, with or without dashes.' })
  @IsString()
  @MinLength(1, { message: '请填一次性登录码' })
  @MaxLength(40, { message: '登录码没有这么长' })
  code!: string;

  @Field({ description: 'The new password, 8 to 128 characters.' })
  @IsString()
  @MaxLength(128, { message: '密码最多 128 位' })
  newPassword!: string;
}

@InputType({ description: "A new password of one's own." })
export class ChangePasswordInput {
  @Field({ description: 'The password until now.' })
  @IsString()
  @MinLength(1, { message: '请填现在的密码' })
  @MaxLength(128, { message: '密码最多 128 位' })
  oldPassword!: string;

  @Field({ description: 'The password from now on, 8 to 128 signs.' })
  @IsString()
  @MaxLength(128, { message: '密码最多 128 位' })
  newPassword!: string;
}
