import InfoOutlined from '@mui/icons-material/InfoOutlined';
import { DictionaryWeightEffectDocument, type DictionaryWeightInput } from '@qinyou/schema';
import { Notice, useAsk, useRested, withUnit } from '../../../shared/index.ts';
import type { Values } from '../parts/form-fields.ts';
import type { Entry } from './DictionaryForms.tsx';

/** The weight as it stands in the form; null while it is none, or the one that there is. */
function weightIn(
  { dictionary, code, registered, weight }: Entry,
  values: Values,
): DictionaryWeightInput | null {
  const typed = (values['weight'] ?? '').trim();
  const counts = dictionary === 'POVERTY_STATUS' ? values['registered'] === 'true' : null;
  if (counts === registered && (counts === false || typed === String(weight))) return null;
  if (counts === false) return { dictionary, code, registered: false };
  const most = dictionary === 'POVERTY_STATUS' ? 50 : 15;
  if (!/^\d{1,2}$/.test(typed) || Number(typed) > most) return null;
  return { dictionary, code, registered: counts, weight: Number(typed) };
}

/** What another weight will mean: said while it is typed, before it is saved. */
export const WeightEffect = ({ entry, values }: { entry: Entry; values: Values }) => {
  const input = weightIn(entry, values);
  const rested = useRested(input);
  const { data } = useAsk(DictionaryWeightEffectDocument, { input: rested! }, { enabled: rested !== null });
  if (!input || !data) return null;
  const { households, counted, uncounted } = data.dictionaryWeightEffect;
  if (households === 0)
    return (
      <Notice tone="plain" icon={InfoOutlined} role="status">
        现在没有农户用这一项，存好就生效。
      </Notice>
    );
  return (
    <Notice tone={counted + uncounted > 0 ? 'yellow' : 'info'} icon={InfoOutlined} role="status">
      存好以后重算 {withUnit(households, '户')}的困难程度，看板跟着变。
      {counted > 0 && `其中 ${withUnit(counted, '户')}从此算应结对的，没有朋友的进空白或待安排。`}
      {uncounted > 0 && `其中 ${withUnit(uncounted, '户')}从此不进空白，已有的结对不动。`}
    </Notice>
  );
};
