import SearchOff from '@mui/icons-material/SearchOff';
import { Box, Button } from '@mui/material';
import { useEffect } from 'react';
import { Link } from 'react-router-dom';
import { Notice } from '../shared/Notice.tsx';

/** Not there and not yours read the same. */
export const NotHere = () => {
  useEffect(() => {
    document.title = '没有这一页 · 亲友';
  }, []);
  return (
    <Box sx={{ maxWidth: 640 }}>
      <Notice
        tone="plain"
        icon={SearchOff}
        role="alert"
        title="没有这一项，或不归你看。"
        actions={
          <Button component={Link} to="/" size="small">
            回首页
          </Button>
        }
      >
        换个身份再来，或从菜单里找。
      </Notice>
    </Box>
  );
};
