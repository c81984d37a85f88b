import { sql } from 'kysely';
import type { UnitOfWork } from '../../../server/src/platform/db/database.ts';
import type { Client } from '../../support/client.ts';
import type { Place } from '../../support/world.ts';
import type { Stage } from './stage.ts';

const CHANGED = `{ stepId household { id version size need headName } other { id version size endedOn headName eligible } }`;
const SPLIT = `mutation ($input: SplitHouseholdInput!) { splitHousehold(input: $input) ${CHANGED} }`;
const MERGE = `mutation ($input: MergeHouseholdsInput!) { mergeHouseholds(input: $input) ${CHANGED} }`;
const UNDO = `mutation ($input: UndoLineageInput!) { undoLineage(input: $input) ${CHANGED} }`;

export interface Changed {
  stepId: string;
  household: { id: string; version: number; size: number; need: number; headName: string };
  other: {
    id: string;
    version: number;
    size: number;
    endedOn: string | null;
    headName: string;
    eligible: boolean;
  };
}

export interface Family {
  id: string;
  headId: string;
  /** The others by name, in the order given. */
  others: string[];
  size: number;
}

/** Families of several people, what they do, and what is stored of them, read past every policy. */
export const families = (stage: Stage) => {
  const { test } = stage;
  const read = <T>(work: (unit: UnitOfWork) => Promise<T>): Promise<T> =>
    test.app.db.write({ accountId: null, grantId: null }, { axis: 'system', lo: '', hi: '' }, work);

  return {
    read,

    async family(village: Place, head: string, others: number, unnamed = 0): Promise<Family> {
      const size = 1 + others + unnamed;
      const home = await stage.home(village, head, { size });
      const ids: string[] = [];
      for (let at = 0; at < others; at++) {
        const name = `${head}${String.fromCodePoint(0x4e00 + at)}`;
        const relation = at === 0 ? 'SPOUSE' : 'SON';
        const member = { household_id: home.id, path: village.path, name, relation };
        ids.push(await test.world.insert('household_member', member));
      }
      // As the rules have it: NOT_LIFTED weighs 45, living alone 5.
      const need = size === 1 ? 50 : 45;
      await read(({ sql: db }) =>
        db.updateTable('household').set({ need }).where('id', '=', home.id).execute(),
      );
      return { ...home, others: ids, size };
    },

    async befriend(
      home: string,
      village: Place,
      cadre: string,
      more: { kind?: 'RESPONSIBLE' | 'RETAINED'; unit?: Place; from?: string } = {},
    ): Promise<string> {
      const { kind = 'RESPONSIBLE', unit = stage.bureau, from = '2025-01-01' } = more;
      return test.world.pairing(home, village, cadre, unit, {
        kind,
        slot: kind === 'RESPONSIBLE' ? 1 : null,
        from_date: from,
        source: 'ASSIGNED',
      });
    },

    claim: (home: string, village: Place, cadre: string): Promise<string> =>
      test.world.insert('pairing_claim', {
        year: 2026,
        cadre_id: cadre,
        cadre_path: stage.bureau.path,
        household_id: home,
        path: village.path,
        claimed_head: '某人',
        claimed_village: village.name,
        from_date: '2026-01-05',
        status: 'OPEN',
      }),

    split: (client: Client, home: Pick<Family, 'id'>, members: string[], more: object = {}) =>
      client.ask<{ splitHousehold: Changed }, unknown>(SPLIT, {
        input: {
          id: home.id,
          version: 1,
          memberIds: members,
          newHeadId: members[0] ?? home.id,
          reason: '儿子成家分户',
          ...more,
        },
      }),
    merge: (client: Client, home: Pick<Family, 'id'>, other: Pick<Family, 'id'>, more: object = {}) =>
      client.ask<{ mergeHouseholds: Changed }, unknown>(MERGE, {
        input: {
          id: home.id,
          version: 1,
          otherId: other.id,
          otherVersion: 1,
          headRelation: 'FATHER',
          reason: '父母随儿子住',
          ...more,
        },
      }),
    undo: (client: Client, id: string, reason?: string) =>
      client.ask<{ undoLineage: Changed }, unknown>(UNDO, { input: { id, reason } }),

    /** Everything that hangs on these households, as far as a step may change it. */
    stored: (ids: string[]) =>
      read(async ({ sql: db }) => ({
        homes: (
          await sql`select id, number, head_name, head_id, size, eligible, need, ended_on, ended_reason, path from household
            where id = any(${ids}::uuid[]) order by id`.execute(db)
        ).rows,
        members: (
          await sql`select id, household_id, path, relation, name, died_on, left_on from household_member
            where household_id = any(${ids}::uuid[]) order by id`.execute(db)
        ).rows,
        pairings: (
          await sql<{
            household: string;
            cadre: string;
            kind: string;
            slot: number | null;
            from: string;
            to: string | null;
          }>`
            select household_id as household, cadre_id as cadre, kind, slot, from_date as "from", to_date as "to" from pairing
            where household_id = any(${ids}::uuid[]) and withdrawn_at is null
            order by household_id, cadre_id, from_date, kind`.execute(db)
        ).rows,
        claims: (
          await sql<{ id: string; household: string; status: string; path: string }>`
            select id, household_id as household, status, path from pairing_claim
            where household_id = any(${ids}::uuid[]) order by id`.execute(db)
        ).rows,
        duties: (
          await sql`select id, household_id, path, to_date from assistance_duty
            where household_id = any(${ids}::uuid[]) order by id`.execute(db)
        ).rows,
        kin: (
          await sql<{ cadre: string; household: string }>`
            select cadre_id as cadre, household_id as household from kin_declaration
            where household_id = any(${ids}::uuid[]) and withdrawn_at is null order by 2, 1`.execute(db)
        ).rows,
      })),

    acts: async (id: string): Promise<string[]> =>
      (
        await read(({ sql: db }) =>
          db
            .selectFrom('audit_entry')
            .select(['action', 'before', 'after', 'reason'])
            .where('subject_id', '=', id)
            .orderBy('id')
            .execute(),
        )
      ).map((row) => JSON.stringify(row)),
  };
};
