import { Box } from '@mui/material';
import { useMe } from '../../providers/session.ts';
import { PageHeading } from '../../shared/index.ts';
import { OwnSessions } from './OwnSessions.tsx';
import { PasswordForm } from './PasswordForm.tsx';

/** 我的账号: one's own password and where one is signed in. */
const AccountPage = () => (
  <>
    <PageHeading title="我的账号" beside={useMe()?.displayName} />
    <Box
      sx={{
        display: 'grid',
        gap: 1.5,
        alignItems: 'start',
        gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: '400px minmax(0, 1fr)' },
      }}
    >
      <PasswordForm />
      <OwnSessions />
    </Box>
  </>
);

export default AccountPage;
