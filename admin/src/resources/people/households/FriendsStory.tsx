import type { HouseholdFriendFragment } from '@qinyou/schema';
import {
  BandsLegend,
  Empty,
  formatFullDate,
  Section,
  TimelineBands,
  type Band,
} from '../../../shared/index.ts';

/** One band a friend, in the order in which they came; a friend kept after the duty moved on has both kinds in one band. */
export function bandsOf(friends: readonly HouseholdFriendFragment[]): Band[] {
  const byCadre = Map.groupBy(friends, ({ id, cadre }) => cadre?.id ?? id);
  const bands = [...byCadre].map(([id, spans]) => ({
    id,
    name: spans[0]?.cadre?.name ?? '外地干部',
    note: spans[0]?.cadre?.unit?.name ?? '',
    spans: spans
      .map(({ kind, from, to }) => ({ kind, from, to: to ?? null }))
      .toSorted((a, b) => (a.from < b.from ? -1 : 1)),
  }));
  return bands.toSorted((a, b) => ((a.spans[0]?.from ?? '') < (b.spans[0]?.from ?? '') ? -1 : 1));
}

/** 谁陪过这一户. */
export const FriendsStory = ({ friends }: { friends: readonly HouseholdFriendFragment[] }) => {
  const bands = bandsOf(friends);
  const first = bands[0]?.spans[0]?.from;
  return (
    <Section
      title="谁陪过这一户"
      hint={first ? `${formatFullDate(first)}起，${String(bands.length)} 名干部` : undefined}
      aside={bands.length > 0 && <BandsLegend />}
    >
      {bands.length === 0 ? (
        <Empty kind="none" title="还没有干部陪过这一户" />
      ) : (
        <TimelineBands bands={bands} />
      )}
    </Section>
  );
};
