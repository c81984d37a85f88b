import type { ProgrammeYearRowFragment, Rank, SaveProgrammeYearInput } from '@qinyou/schema';
import type { FormField } from '../people/parts/form-fields.ts';
import { RANK } from '../people/people-words.ts';

export const RANKS = Object.keys(RANK) as Rank[];

type Year = Pick<ProgrammeYearRowFragment, 'year' | 'confirmBy' | 'householdCap' | 'quotas'>;
type Given = Readonly<Record<string, unknown>>;

const quotaName = (rank: Rank) => `quota_${rank}`;

/** A year as the fields of its form: one a rank. */
export const yearFields = (year: Given | Year): Record<string, unknown> => {
  const { confirmBy, householdCap, quotas } = year as Year;
  return {
    confirmBy,
    householdCap,
    ...Object.fromEntries(quotas.map(({ rank, households }) => [quotaName(rank), households])),
  };
};

export const YEAR_FORM: readonly FormField[] = [
  { name: 'confirmBy', label: '最晚哪天确认完', kind: 'date', required: true },
  { name: 'householdCap', label: '一户最多几名责任干部', kind: 'number', required: true },
  ...RANKS.map((rank): FormField => ({
    name: quotaName(rank),
    label: `${RANK[rank]}最多几户`,
    kind: 'number',
    required: true,
  })),
];

const whole = (value: unknown): number | null =>
  /^\d{1,3}$/.test(String(value ?? '').trim()) ? Number(value) : null;

/** What is sent for these values; null while one is missing or no whole number. */
export function yearInput(
  values: Given,
  year: number,
  version: number | null,
): SaveProgrammeYearInput | null {
  const confirmBy = String(values['confirmBy'] ?? '');
  const householdCap = whole(values['householdCap']);
  const quotas = RANKS.map((rank) => ({ rank, households: whole(values[quotaName(rank)]) }));
  if (!/^\d{4}-\d{2}-\d{2}$/.test(confirmBy) || householdCap === null) return null;
  const complete = quotas.flatMap(({ rank, households }) =>
    households === null ? [] : [{ rank, households }],
  );
  if (complete.length < RANKS.length) return null;
  return { year, version, confirmBy, householdCap, quotas: complete };
}
