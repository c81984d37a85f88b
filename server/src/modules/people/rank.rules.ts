/** The five categories that a quota hangs on (R1), from the top. */
export const RANKS = ['COUNTY_LEADER', 'SECTION_HEAD', 'SECTION_DEPUTY', 'STAFF', 'TECHNICAL'] as const;
export type Rank = (typeof RANKS)[number];
