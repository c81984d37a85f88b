import { Box } from '@mui/material';
import { useState } from 'react';
import type { ErrorProps } from 'react-admin';
import { QinyouError } from '../providers/errors.ts';
import { ErrorNotice } from '../shared/ErrorNotice.tsx';

/** What browsers say when a page's own code could not be fetched. */
const NOT_FETCHED = /dynamically imported module|module script|ChunkLoadError|Failed to fetch/i;
const OFFLINE = '没取到这个页面，网断了。网好了再试一次。';
const STILL_OFFLINE = '还是没连上服务。等网好了再试，别关这个页面。';

/** A page that broke or could not be fetched: the menu stays, nothing is lost. It is loaded anew only once the server answers. */
export const PageError = ({ error }: ErrorProps) => {
  const [tried, setTried] = useState(false);
  const offline = error instanceof Error && NOT_FETCHED.test(error.message);
  const retry = () =>
    void fetch('/', { method: 'HEAD', cache: 'no-store' }).then(
      () => window.location.reload(),
      () => setTried(true),
    );
  const shown = tried ? new QinyouError(STILL_OFFLINE, 0) : offline ? new QinyouError(OFFLINE, 0) : error;
  return (
    <Box sx={{ maxWidth: 640 }}>
      <ErrorNotice error={shown} onRetry={retry} />
    </Box>
  );
};
