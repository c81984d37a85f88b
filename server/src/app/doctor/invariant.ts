/** Something that is true of every sound installation. */
export interface Invariant {
  /** Stable, for those who look it up: `noun.what`. */
  id: string;
  /** What is wrong and what to do, one Chinese sentence for an operator. */
  sentence: string;
  /** As the role r_system: one text column, a row for each offender (an id, code or name that is not personal). */
  query: string;
}
