import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import type { CadreStatus } from './cadre.type.ts';
import { PersonalValues } from './personal-values.entity.ts';

/** 干部 or 社会人士: whoever makes a farmer friend. */
@Entity({ tableName: 'cadre' })
export class CadreEntity extends PersonalValues {
  @PrimaryKey({ type: 'uuid', defaultRaw: 'uuidv7()' })
  id!: string;

  @Property({ type: 'string' })
  name!: string;

  /** Pinyin initials of the name, for search. */
  @Property({ type: 'string' })
  initials = '';

  @Property({ type: 'string' })
  kind = 'OFFICIAL';

  @Property({ type: 'string', nullable: true })
  sex: 'M' | 'F' | null = null;

  @Property({ type: 'date', nullable: true })
  birthDate: string | null = null;

  @Property({ type: 'uuid' })
  unitId!: string;

  /** The unit's path, kept honest by a foreign key. */
  @Property({ type: 'string' })
  path!: string;

  /** The rank as rosters write it, e.g. 一级主任科员. */
  @Property({ type: 'string' })
  rankTitle = '';

  /** The category that the quota depends on (R1). */
  @Property({ type: 'string' })
  rank!: string;

  @Property({ type: 'string' })
  status: CadreStatus = 'ACTIVE';

  @Property({ type: 'uuid', nullable: true })
  accountId: string | null = null;

  @Property({ type: 'integer', version: true })
  version!: number;
}
