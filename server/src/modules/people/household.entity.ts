import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';

/** 农户: a rural household, registered poor or not. */
@Entity({ tableName: 'household' })
export class HouseholdEntity {
  @PrimaryKey({ type: 'uuid', defaultRaw: 'uuidv7()' })
  id!: string;

  /** 户编号; what a household is known by, else by village and head. */
  @Property({ type: 'string', nullable: true })
  number: string | null = null;

  /** The village. */
  @Property({ type: 'uuid' })
  regionId!: string;

  /** The village's path, kept honest by a foreign key. */
  @Property({ type: 'string' })
  path!: string;

  @Property({ type: 'string', nullable: true })
  villageGroup: string | null = null;

  @Property({ type: 'string' })
  povertyStatus!: string;

  @Property({ type: 'string', nullable: true })
  cause: string | null = null;

  /** Whether it counts for gaps: registered poor or monitored, with a living member, not ended. */
  @Property({ type: 'boolean' })
  eligible!: boolean;

  /** Higher is harder off. */
  @Property({ type: 'smallint' })
  need = 0;

  @Property({ type: 'uuid', nullable: true })
  headId: string | null = null;

  @Property({ type: 'string' })
  headName!: string;

  @Property({ type: 'string' })
  headInitials = '';

  @Property({ type: 'smallint' })
  size!: number;

  @Property({ type: 'date', nullable: true })
  endedOn: string | null = null;

  @Property({ type: 'string', nullable: true })
  endedReason: string | null = null;

  @Property({ type: 'text', nullable: true })
  remark: string | null = null;

  @Property({ type: 'blob', nullable: true })
  remarkKey: Buffer | null = null;

  @Property({ type: 'blob', nullable: true })
  remarkCipher: Buffer | null = null;

  @Property({ type: 'integer', version: true })
  version!: number;
}
