import { HomeDocument, type HomeQuery } from '@qinyou/schema';
import { useMay } from '../providers/session.ts';
import { useAsk } from '../shared/feedback/use-ask.ts';
import { useArea, useYear } from './area.ts';

/** What the bar and the menu know: the same answer as the home page’s, fetched once for all. Undefined for who has no home. */
export const useStanding = (): HomeQuery['home'] | undefined => {
  const [area] = useArea();
  const [year] = useYear();
  const enabled = useMay('home.read');
  return useAsk(HomeDocument, { path: area.path || null, year }, { enabled }).data?.home;
};
