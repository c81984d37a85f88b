import { YearChoicesDocument } from '@qinyou/schema';
import { useMe } from '../providers/session.ts';
import { useAsk } from '../shared/feedback/use-ask.ts';

/** The years there are, latest first. */
export const useProgrammeYears = (): readonly number[] => {
  const signedIn = useMe() !== null;
  const { data } = useAsk(YearChoicesDocument, {}, { enabled: signedIn });
  return (data?.programmeYears ?? []).map((y) => y.year).toSorted((a, b) => b - a);
};
