/** The fields of work that a unit may have. */
export const FIELDS = [
  'HEALTH',
  'EDUCATION',
  'AGRICULTURE',
  'EMPLOYMENT',
  'HOUSING',
  'TRANSPORT',
  'WELFARE',
  'OTHER',
] as const;

/** What the office wishes of a new pair, 0 to 100 each. */
export interface Weights {
  lookedAfter: number;
  sameTown: number;
  sameCounty: number;
  fieldFits: number;
  evenCadres: number;
  evenUnits: number;
}

/** What a run goes by, as it is stored with the run. Quotas are the year's (R1): a run does not bend them. */
export interface RunSettings {
  /** From this need on a household is among the hardest-off. */
  hardFrom: number;
  weights: Weights;
  /** Villages to fill before all others, in order of their identifiers. */
  firstVillageIds: string[];
}

/** For a year in which nobody has set anything: a village's own unit before the same town, both before anything else. */
export const DEFAULT_SETTINGS: Omit<RunSettings, 'firstVillageIds'> = {
  hardFrom: 60,
  weights: { lookedAfter: 40, sameTown: 20, sameCounty: 5, fieldFits: 15, evenCadres: 10, evenUnits: 5 },
};
