import { Box, Button } from '@mui/material';
import type { HouseholdFriendFragment } from '@qinyou/schema';
import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';
import { Empty, formatFullDate, NameBadge, Section } from '../../../shared/index.ts';

/** 现在的朋友: the responsible one and whoever stayed a friend. */
export const PresentFriends = ({
  friends,
  eligible,
  path,
  children,
}: {
  friends: readonly HouseholdFriendFragment[];
  eligible: boolean;
  path: string;
  /** What is to become of it. */
  children?: ReactNode;
}) => {
  const now = friends.filter(({ to }) => to === null);
  return (
    <Section title="现在的朋友" padded={now.length === 0}>
      {now.length === 0 && (
        <Empty
          kind="none"
          title={eligible ? '还没有干部' : '这一户不计入空白'}
          next={
            eligible && (
              <Button component={Link} to={`/board?within=${encodeURIComponent(path)}`} variant="outlined">
                去空白和重复里安排
              </Button>
            )
          }
        />
      )}
      {now.map(({ id, kind, from, cadre }) => (
        <Box key={id} sx={{ display: 'flex', alignItems: 'center', gap: 1.5, px: 2, py: 1.5 }}>
          <NameBadge name={cadre?.name ?? ''} small />
          <Box sx={{ flex: 1, minWidth: 0 }}>
            <b>{cadre?.name ?? '外地干部'}</b>
            <Box sx={{ typography: 'caption', color: 'text.secondary' }}>
              {[cadre?.unit?.name, kind === 'RETAINED' ? '仍做朋友' : '负责', `${formatFullDate(from)}起`]
                .filter(Boolean)
                .join('，')}
            </Box>
          </Box>
          {cadre && (
            <Button component={Link} to={`/cadres/${cadre.id}/show`} size="small" variant="outlined">
              看简介
            </Button>
          )}
        </Box>
      ))}
      {children}
    </Section>
  );
};
