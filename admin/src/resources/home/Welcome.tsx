import { Box, Button } from '@mui/material';
import { Link } from 'react-router-dom';
import { useMenuEntries } from '../../layout/menu-entries.ts';
import { visibleMenu } from '../../layout/visible-menu.ts';
import { useMe } from '../../providers/session.ts';
import { Empty, PageHeading, Section } from '../../shared/index.ts';

/** Home for who has no board (a cadre, an administrator): what this identity can do. */
export const Welcome = () => {
  const me = useMe();
  const groups = visibleMenu(useMenuEntries(), (policy) => me?.permissions.includes(policy) ?? false);
  return (
    <>
      <PageHeading title={`${me?.displayName ?? ''}，你好`} beside={me?.currentGrant?.title} />
      {groups.length === 0 ? (
        <Section title="当前身份">
          <Empty kind="none" title="这个身份在这里没有要办的事">
            有几个身份的，点右上角的名字换一个。
          </Empty>
        </Section>
      ) : (
        <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: 'repeat(auto-fill, minmax(260px, 1fr))' }}>
          {groups.map(({ group, entries }) => (
            <Section key={group} title={group}>
              <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>
                {entries.map((e) => (
                  <Button key={e.to} component={Link} to={e.to} variant="outlined" startIcon={<e.icon />}>
                    {e.label}
                  </Button>
                ))}
              </Box>
            </Section>
          ))}
        </Box>
      )}
    </>
  );
};
