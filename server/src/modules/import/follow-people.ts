import { sql } from 'kysely';
import type { PeopleEvents } from '../people/index.ts';

/**
 * A number typed into a form that is in use elsewhere is the same question as one in a roster: a case at the nearest common office.
 * The same one typed again while it is open stays one.
 */
export const casesFollowPeople: Partial<PeopleEvents> = {
  async numberCollided(unit, { asked, other, index, path }) {
    const stored =
      asked.type === 'CADRE'
        ? sql`select name from cadre where id = ${asked.id}`
        : sql`select head_name from household where id = ${asked.id}`;
    await sql`
      insert into import_review (account_id, path, kind, subject_type, subject_id, subject_index, other_type, other_id, name, message)
      values (${unit.principal.accountId}, ${path}, 'SUPERIOR', ${asked.type}, ${asked.id}, ${index}, ${other?.type ?? null},
        ${other?.id ?? null}, coalesce((${stored}), ${asked.name}, ''), '填表时写的证件号码或户编号在别处已有登记，请核查归属')
      on conflict do nothing`.execute(unit.sql);
  },
};
