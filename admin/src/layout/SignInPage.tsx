import { Box, Paper, Typography } from '@mui/material';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useLocation, useNavigate } from 'react-router-dom';
import { Rings } from './Logo.tsx';
import { SignInForm } from './SignInForm.tsx';

interface CameFrom {
  nextPathname?: string;
  nextSearch?: string;
}

/** The way in; afterwards back to where one was going. */
export const SignInPage = () => {
  const navigate = useNavigate();
  const queries = useQueryClient();
  const from = useLocation().state as CameFrom | null;
  useEffect(() => {
    document.title = '登录 · 亲友';
  }, []);
  const enter = () => {
    // Nothing of whoever was here before may show.
    queries.clear();
    void navigate(`${from?.nextPathname ?? '/'}${from?.nextSearch ?? ''}`, { replace: true });
  };
  return (
    <Box
      component="main"
      sx={{ minHeight: '100vh', display: 'grid', placeItems: 'center', p: 2, bgcolor: 'background.default' }}
    >
      <Paper sx={{ width: '100%', maxWidth: 400, p: { xs: 3, sm: 4 }, borderRadius: '12px' }}>
        <Box sx={{ display: 'flex', alignItems: 'center', gap: 1.5, mb: 0.5 }}>
          <Rings size={36} />
          <Typography variant="h1" sx={{ fontSize: '1.5rem', letterSpacing: '.04em' }}>
            亲友
          </Typography>
        </Box>
        <Typography variant="body2" color="text.secondary" sx={{ mb: 3 }}>
          干部和农户结对交友的登记、统筹和确认
        </Typography>
        <SignInForm onDone={enter} />
      </Paper>
    </Box>
  );
};
