import { Field, ID, ObjectType } from 'type-graphql';
import type { Role } from '../../platform/auth/role.ts';
import { enumType } from '../../platform/graphql/enum-type.ts';
import { Scoped } from '../../platform/graphql/guard.ts';

/** The roles as a GraphQL enum. */
export const RoleEnum = enumType<Role>(
  'Role',
  'What a grant lets its holder do, in the territory or unit it names.',
  {
    CITY_OPERATOR: '市操作员: runs the programme in the city.',
    COUNTY_OPERATOR: '县操作员: runs it in a county.',
    TOWN_OPERATOR: '镇操作员: runs it in a town.',
    UNIT_LIAISON: '单位联络员: sees to a unit’s cadres.',
    CADRE: '干部: sees the own friends.',
    VILLAGE_RECORDER: '村信息员: keeps a village’s particulars.',
    CALLBACK_AGENT: '回访员: calls households for a round.',
    PANEL_MEMBER: '评委: judges nominations.',
    ASSESSOR: '第三方评估: sees the frames of samples.',
    SUPERVISOR: '监督: reads, and takes part in draws.',
    LEADER: '领导: reads.',
    SYSTEM_ADMIN: '系统管理员: accounts and the machine; no case.',
    SECURITY_ADMIN: '安全管理员: grants; no case.',
    AUDIT_ADMIN: '审计管理员: the record of what was done; no case.',
  },
);

@ObjectType({ description: '授权: a role at a node of the territory or the unit tree, for a time.' })
export class Grant {
  @Field(() => ID, { description: 'Identifier.' })
  id!: string;

  @Field(() => RoleEnum, { description: 'The role.' })
  role!: Role;

  @Field({ description: 'The path of the region or unit it covers; empty for administrators.' })
  path!: string;

  @Field({ description: 'What the identity switcher shows, e.g. 县操作员 · 平利县.' })
  title!: string;

  @Field(() => ID, { nullable: true, description: 'The cadre whose own friends it covers; only for CADRE.' })
  cadreId!: string | null;
}

@ObjectType({ description: 'The person signed in.' })
export class Me {
  @Field(() => ID, { description: 'The account.' })
  id!: string;

  @Field({ description: 'Name to show.' })
  displayName!: string;

  @Scoped('parent')
  @Field(() => [Grant], { description: 'Every grant in force; one works under one at a time (R31).' })
  grants!: Grant[];

  @Scoped('parent')
  @Field(() => Grant, { nullable: true, description: '当前身份: the grant of this session.' })
  currentGrant!: Grant | null;

  @Field(() => [String], {
    description:
      'Names of the policies that let the current grant act; the console shows only these, the server decides.',
  })
  permissions!: string[];
}
