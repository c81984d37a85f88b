import { Property } from '@mikro-orm/decorators/legacy';

/**
 * What a person's row holds of their identity number and phone: ciphertext under the person's own key, the masked form that
 * pages show, and blind indexes. The key gone, the values are gone (R32).
 */
export abstract class PersonalValues {
  @Property({ type: 'blob', nullable: true })
  personKey: Buffer | null = null;

  @Property({ type: 'blob', nullable: true })
  identityCipher: Buffer | null = null;

  @Property({ type: 'string', nullable: true })
  identityMask: string | null = null;

  @Property({ type: 'blob', nullable: true })
  identityIndex: Buffer | null = null;

  @Property({ type: 'string', nullable: true })
  identityTail: string | null = null;

  @Property({ type: 'blob', nullable: true })
  phoneCipher: Buffer | null = null;

  @Property({ type: 'string', nullable: true })
  phoneMask: string | null = null;

  /** When the number was last known to work (R13). */
  @Property({ type: 'date', nullable: true })
  phoneWorksOn: string | null = null;
}
