import { Box, Link as Anchor } from '@mui/material';
import { OwnFriendsDocument, type OwnFriendsQuery } from '@qinyou/schema';
import { Link } from 'react-router-dom';
import { useMe } from '../../providers/session.ts';
import {
  Answer,
  Empty,
  formatFullDate,
  NameBadge,
  PageHeading,
  Section,
  Tag,
  today as todayInChina,
  useAsk,
  withUnit,
} from '../../shared/index.ts';
import { handedLately } from '../handover/brief.ts';
import { isNew } from './own-friends.ts';

/** A cadre has a handful of friends; beyond these the list of households has the rest. */
const MOST = 50;

type Friend = OwnFriendsQuery['pairings']['items'][number];

/** A cadre's home: whom they were given lately, then every friend with since when. */
export const OwnFriends = () => {
  const me = useMe();
  const query = useAsk(OwnFriendsDocument, { page: { size: MOST } });
  return (
    <>
      <PageHeading title={`${me?.displayName ?? ''}，你好`} beside={me?.currentGrant?.title} />
      <Answer of={query} rows={4}>
        {({ pairings: { items, total } }) => <Friends friends={items} total={total ?? items.length} />}
      </Answer>
    </>
  );
};

const Friends = ({ friends, total }: { friends: readonly Friend[]; total: number }) => {
  const today = todayInChina();
  const fresh = friends.filter((friend) => isNew(friend, today));
  const known = friends.filter((friend) => !fresh.includes(friend));
  if (friends.length === 0) {
    return (
      <Section title="我的朋友">
        <Empty kind="none" title="还没有朋友">
          办公室安排以后会出现在这里。
        </Empty>
      </Section>
    );
  }
  return (
    <Box sx={{ display: 'grid', gap: 2, maxWidth: 720 }}>
      {fresh.length > 0 && (
        <Section
          title={`新交给你 ${withUnit(fresh.length, '户')}`}
          hint="认认门，核对电话和住址；有不对的告诉单位联络员"
          padded={false}
          aside={
            fresh.some((friend) => handedLately(friend, today)) && (
              <Anchor component={Link} to="/briefs">
                看交接单
              </Anchor>
            )
          }
        >
          {fresh.map((friend) => (
            <FriendRow key={friend.id} friend={friend} />
          ))}
        </Section>
      )}
      {known.length > 0 && (
        <Section title={fresh.length > 0 ? '原来的朋友' : `我的朋友 ${withUnit(total, '户')}`} padded={false}>
          {known.map((friend) => (
            <FriendRow key={friend.id} friend={friend} />
          ))}
        </Section>
      )}
      {total > friends.length && (
        <Anchor component={Link} to="/households">
          看全部 {withUnit(total, '户')}
        </Anchor>
      )}
    </Box>
  );
};

const FriendRow = ({ friend: { household, kind, from } }: { friend: Friend }) => (
  <Box
    component={Link}
    to={household ? `/households/${household.id}/show` : '/households'}
    sx={{
      display: 'flex',
      alignItems: 'center',
      gap: 1.5,
      px: 2,
      py: 1.25,
      minHeight: 48,
      color: 'inherit',
      textDecoration: 'none',
      '& + &': { borderTop: 1, borderColor: 'divider' },
      '&:hover': { bgcolor: 'action.hover' },
    }}
  >
    <NameBadge name={household?.headName ?? ''} small />
    <Box sx={{ flex: 1, minWidth: 0 }}>
      <b>{household?.headName ?? ''}户</b>
      <Box sx={{ typography: 'caption', color: 'text.secondary' }}>
        {[
          [household?.village?.name, household?.villageGroup].filter(Boolean).join(' '),
          household?.size == null ? null : withUnit(household.size, '人'),
          `${formatFullDate(from)}起`,
        ]
          .filter(Boolean)
          .join('，')}
      </Box>
    </Box>
    {kind === 'RETAINED' && <Tag>仍做朋友</Tag>}
  </Box>
);
