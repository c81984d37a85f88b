/** The years there are, latest first. */
export const useProgrammeYears = (): readonly number[] => [];
