import { sql } from 'kysely';
import { expect } from 'vitest';
import { checkSign } from '../../../server/src/modules/people/index.ts';
import { systemScope } from '../../../server/src/platform/auth/scope.ts';
import type { TestApp } from '../../support/app.ts';
import type { Importer } from './importer.ts';

const nobody = { accountId: null, grantId: null };
const csv = (...lines: string[]) => Buffer.from(lines.join('\n'));
const HOUSEHOLDS = '户编号,镇,村,户主姓名,户主证件号码,家庭人口,脱贫属性,备注';
const CADRES = '单位,姓名,身份证号码,职级,帮扶户主,帮扶户所在镇,帮扶户所在村,备注';
/** A number with its check digit. */
export const identity = (serial: number) => {
  const body = `61092619700101${String(serial).padStart(3, '0')}`;
  return body + checkSign(body);
};

export interface Review {
  id: string;
  kind: string;
  name: string;
  version: number;
  choices: { decision: string; label: string }[];
  says: { label: string; shown: string }[];
}

/** Rosters that ask, offices that answer, and what stands in the database afterwards. */
export function questionsOf(test: TestApp) {
  const rows = <T>(text: ReturnType<typeof sql<T>>) =>
    test.app.db.write(nobody, systemScope, async (unit) => (await text.execute(unit.sql)).rows);
  const one = async <T>(text: ReturnType<typeof sql<T>>) => (await rows(text))[0];
  const held = async () => (await one(sql<{ n: number }>`select count(*)::int as n from import_held_row`))!.n;
  const household = (number: string) =>
    one(sql<{ id: string; head: string; size: number; village: string; ended: boolean }>`
      select h.id, head_name as head, size, r.name as village, ended_on is not null as ended
      from household h join region r on r.id = h.region_id where number = ${number}`);
  const headed = (name: string) =>
    one(sql<{ id: string; number: string | null; village: string; mask: string | null }>`
      select h.id, h.number, r.name as village, m.identity_mask as mask from household h join region r on r.id = h.region_id
      join household_member m on m.id = h.head_id where head_name = ${name}`);
  const friends = async (householdId: string) =>
    (
      await rows(sql<{ name: string }>`select c.name from pairing p join cadre c on c.id = p.cadre_id
        where p.household_id = ${householdId} and p.withdrawn_at is null and p.to_date is null`)
    ).map(({ name }) => name);

  const bring = async (office: Importer, kind: string, ...lines: string[]) =>
    office.write((await office.check(kind, csv(kind === 'cadres' ? CADRES : HOUSEHOLDS, ...lines))).id);
  const reviews = async (office: Importer) =>
    (
      await office.client.get<{ importReviews: { items: Review[] } }, unknown>(
        '{ importReviews(page: { size: 100 }) { items { id kind name version choices { decision label } says { label shown } } } }',
      )
    ).importReviews.items;
  const asked = async (office: Importer, name: string) => {
    const found = (await reviews(office)).filter((review) => review.name === name);
    expect(found, name).toHaveLength(1);
    return found[0]!;
  };
  const decide = (office: Importer, { id, version }: Review, decision: string) =>
    office.client.ask<unknown, unknown>(
      'mutation ($input: DecideImportReviewInput!) { decideImportReview(input: $input) }',
      { input: { id, version, decision } },
    );
  return { rows, one, held, household, headed, friends, bring, reviews, asked, decide };
}
