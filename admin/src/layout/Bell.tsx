import Notifications from '@mui/icons-material/NotificationsOutlined';
import { Badge, IconButton } from '@mui/material';
import { Link } from 'react-router-dom';
import { useStanding } from './standing.ts';

/** How many things are to be done, wherever one is; leads to them. */
export const Bell = () => {
  const n = useStanding()?.todos.length ?? 0;
  return (
    <IconButton component={Link} to="/" aria-label={n > 0 ? `待办 ${String(n)} 件` : '没有待办'}>
      <Badge
        badgeContent={n}
        sx={{
          '& .MuiBadge-badge': {
            bgcolor: 'text.primary',
            color: 'background.paper',
            fontWeight: 600,
            fontSize: '0.75rem',
            height: 16,
            minWidth: 16,
            px: '4px',
          },
        }}
      >
        <Notifications />
      </Badge>
    </IconButton>
  );
};
