import InfoOutlined from '@mui/icons-material/InfoOutlined';
import { ProgrammeYearEffectDocument, type SaveProgrammeYearInput } from '@qinyou/schema';
import { formatNumber, Notice, useAsk, useRested } from '../../shared/index.ts';
import { RANK } from '../people/people-words.ts';

/** What saving a year's settings would mean today: said while they are typed, before they are saved. */
export const YearEffect = ({ input }: { input: SaveProgrammeYearInput | null }) => {
  const rested = useRested(input);
  const { data } = useAsk(ProgrammeYearEffectDocument, { input: rested! }, { enabled: rested !== null });
  if (!input || !data) return null;
  const { places, overQuota, overCap } = data.programmeYearEffect;
  const over = overQuota.map(({ rank, officials }) => `${RANK[rank]} ${formatNumber(officials)} 人`);
  return (
    <Notice tone={over.length > 0 || overCap > 0 ? 'yellow' : 'info'} icon={InfoOutlined} role="status">
      照这样，在岗干部还能再接 {formatNumber(places)} 户。
      {over.length > 0 && `${over.join('、')}会超名额：只标出来，结对一户不动，不再派新户。`}
      {overCap > 0 && `${formatNumber(overCap)} 户的责任干部会多过上限：都先留着，到看板上挑。`}
    </Notice>
  );
};
