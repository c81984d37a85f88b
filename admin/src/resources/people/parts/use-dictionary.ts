import { DictionaryDocument } from '@qinyou/schema';
import { today, useAsk } from '../../../shared/index.ts';

/** The entries of a dictionary in force today, to choose from. */
export function useDictionary(dictionary: 'POVERTY_STATUS' | 'POVERTY_CAUSE' | 'RELATION') {
  const { data } = useAsk(DictionaryDocument, { dictionary });
  const day = today();
  return (data?.dictionary ?? [])
    .filter(({ from, to }) => (!from || from <= day) && (!to || to > day))
    .map(({ code, label }) => ({ value: code, label }));
}
