import { SettingHistoryDocument, type ActFragment, type RankMappingInput } from '@qinyou/schema';
import { Answer, Section, useAsk, withUnit } from '../../shared/index.ts';
import { ChangeLog } from '../people/parts/ChangeLog.tsx';
import { RANK } from '../people/people-words.ts';
import { linesDifference } from './rank-lines.ts';

/** 改动记录 of one kind of setting, the newest first. */
export const SettingHistory = ({ actions }: { actions: readonly string[] }) => {
  const asked = useAsk(SettingHistoryDocument, {});
  return (
    <Answer of={asked} rows={3}>
      {({ settingHistory }) => {
        const acts = settingHistory.filter(({ action }) => actions.includes(action)).map(inWords);
        return (
          <Section
            title="改动记录"
            hint={acts.length > 0 ? withUnit(acts.length, '条') : undefined}
            padded={false}
          >
            <ChangeLog acts={acts} />
          </Section>
        );
      }}
    </Answer>
  );
};

type Change = ActFragment['changes'][number];

/** Lists within a record (quotas, lines of the map) as the lines that changed, in words. */
function inWords(act: ActFragment): ActFragment {
  const year = act.changes.find(({ field }) => field === 'year');
  const changes = act.changes.flatMap((change): Change[] => {
    if (change.field === 'quotas') return quotaChanges(change);
    if (change.field === 'lines') return lineChanges(change);
    if (change.field === 'aliases')
      return [writingsChange(change)].filter(({ before, after }) => before !== after);
    if (change.field === 'label' && change.before === change.after) return [{ ...change, before: null }]; // whose it is
    if (change.field === 'year') return year?.after ? [{ ...change, before: null }] : [];
    return change.before === change.after ? [] : [change];
  });
  return { ...act, changes };
}

const writingsChange = (change: Change): Change => ({
  ...change,
  before: change.before && parsed<string>(change.before).join('、'),
  after: parsed<string>(change.after).join('、') || '没有',
});

const parsed = <T,>(text: string | null): T[] => (text ? (JSON.parse(text) as T[]) : []);

interface Quota {
  rank: keyof typeof RANK;
  households: number;
}

function quotaChanges({ before, after }: Change): Change[] {
  const old = new Map(parsed<Quota>(before).map(({ rank, households }) => [rank, String(households)]));
  return parsed<Quota>(after).flatMap(({ rank, households }) =>
    old.get(rank) === String(households)
      ? []
      : [{ field: RANK[rank], before: old.get(rank) ?? null, after: String(households) }],
  );
}

const lineChanges = ({ before, after }: Change): Change[] =>
  linesDifference(parsed<RankMappingInput>(before), parsed<RankMappingInput>(after)).map((says) => ({
    field: '对照',
    before: null,
    after: says,
  }));
