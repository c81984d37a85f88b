import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';

/** 单位: an employer, or an organisation that joins in (R8). */
@Entity({ tableName: 'unit' })
export class UnitEntity {
  @PrimaryKey({ type: 'uuid', defaultRaw: 'uuidv7()' })
  id!: string;

  @Property({ type: 'string' })
  code!: string;

  @Property({ type: 'string' })
  name!: string;

  @Property({ type: 'array' })
  formerNames: string[] = [];

  @Property({ type: 'string' })
  level!: 'MUNICIPAL' | 'COUNTY' | 'TOWN' | 'VERTICAL';

  @Property({ type: 'string', nullable: true })
  field: string | null = null;

  @Property({ type: 'uuid' })
  seatId!: string;

  /** The office that countersigns it (R5). */
  @Property({ type: 'uuid', fieldName: 'administered_by' })
  administeredById!: string;

  @Property({ type: 'string' })
  path!: string;

  @Property({ type: 'date', nullable: true })
  endedOn: string | null = null;

  @Property({ type: 'integer', version: true })
  version!: number;
}
