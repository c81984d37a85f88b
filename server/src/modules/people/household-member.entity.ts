import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { PersonalValues } from './personal-values.entity.ts';

/** 家庭成员, the head included. */
@Entity({ tableName: 'household_member' })
export class HouseholdMemberEntity extends PersonalValues {
  @PrimaryKey({ type: 'uuid', defaultRaw: 'uuidv7()' })
  id!: string;

  @Property({ type: 'uuid' })
  householdId!: string;

  /** The household's path, kept honest by a foreign key. */
  @Property({ type: 'string' })
  path!: string;

  @Property({ type: 'string' })
  name!: string;

  /** Dictionary RELATION; HEAD for 户主. */
  @Property({ type: 'string' })
  relation = 'HEAD';

  @Property({ type: 'string', nullable: true })
  sex: 'M' | 'F' | null = null;

  @Property({ type: 'date', nullable: true })
  birthDate: string | null = null;

  @Property({ type: 'date', nullable: true })
  diedOn: string | null = null;

  @Property({ type: 'date', nullable: true })
  leftOn: string | null = null;

  @Property({ type: 'integer', version: true })
  version!: number;
}
