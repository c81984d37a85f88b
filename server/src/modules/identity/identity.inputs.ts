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
