import ViewColumn from '@mui/icons-material/ViewColumnOutlined';
import { Checkbox, IconButton, ListItemText, Menu, MenuItem } from '@mui/material';
import { useState } from 'react';
import { useStore } from 'react-admin';

const COLUMNS = { kind: '情况', since: '已有' } as const;
type Column = keyof typeof COLUMNS;
export type ShownColumns = Readonly<Record<Column, boolean>>;

/** Which of the columns that can be spared are shown on this machine. */
export const useColumns = (): ShownColumns =>
  useStore<ShownColumns>('board.columns', { kind: true, since: true })[0];

/** 选哪几列. */
export const ColumnsMenu = () => {
  const [shown, setShown] = useStore<ShownColumns>('board.columns', { kind: true, since: true });
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  return (
    <>
      <IconButton
        size="small"
        aria-label="选哪几列"
        aria-haspopup="menu"
        onClick={(event) => setAnchor(event.currentTarget)}
        sx={{ display: { xs: 'none', sm: 'inline-flex' } }}
      >
        <ViewColumn />
      </IconButton>
      <Menu anchorEl={anchor} open={anchor !== null} onClose={() => setAnchor(null)}>
        {(Object.keys(COLUMNS) as Column[]).map((column) => (
          <MenuItem
            key={column}
            role="menuitemcheckbox"
            aria-checked={shown[column]}
            onClick={() => setShown({ ...shown, [column]: !shown[column] })}
          >
            <Checkbox size="small" checked={shown[column]} tabIndex={-1} sx={{ p: 0, mr: 1 }} />
            <ListItemText primary={COLUMNS[column]} />
          </MenuItem>
        ))}
      </Menu>
    </>
  );
};
