import { Box, Button } from '@mui/material';
import { Link } from 'react-router-dom';
import { Empty, formatDate, Light, Section, tight } from '../../shared/index.ts';
import type { Todo } from './home.types.ts';

export interface TodoListProps {
  todos: readonly Todo[];
  today: string;
  /** The year looked at is over. */
  past: boolean;
}

/** What is to be done today: state, what and why, by when, one verb. The first is the contained button of the page. */
export const TodoList = ({ todos, today, past }: TodoListProps) => (
  <Section title="待办" hint="先红后黄，再按到期日" padded={false}>
    {todos.length === 0 ? (
      <Empty kind="good" title={past ? '这一年已经过去，没有要办的事' : '今天没有要办的事'}>
        {past ? '要办今年的，在页面顶上换年度。' : '该签的都签了，没有空白，也没有重复。'}
      </Empty>
    ) : (
      <Box component="ol" sx={{ m: 0, p: 0, listStyle: 'none' }}>
        {todos.map((todo, i) => (
          <Row key={todo.id} todo={todo} today={today} first={i === 0} />
        ))}
      </Box>
    )}
  </Section>
);

const Row = ({ todo, today, first }: { todo: Todo; today: string; first: boolean }) => (
  <Box
    component="li"
    sx={{
      display: 'grid',
      gridTemplateColumns: { xs: 'minmax(0, 1fr) auto', md: '96px minmax(0, 1fr) auto 112px' },
      alignItems: 'center',
      columnGap: 1.5,
      rowGap: 0.5,
      minHeight: 56,
      px: 2,
      py: { xs: 1.25, md: '7px' },
      '& + &': { borderTop: 1, borderColor: 'divider' },
      '&:hover': { bgcolor: 'action.hover' },
    }}
  >
    <Light lamp={todo.lamp} sx={{ gridColumn: { xs: 1, md: 'auto' } }} />
    <Box sx={{ minWidth: 0, gridColumn: { xs: '1 / -1', md: 'auto' }, gridRow: { xs: 2, md: 'auto' } }}>
      <Box component="b" sx={{ display: 'block', lineHeight: '1.25rem' }}>
        {tight(todo.title)}
      </Box>
      <Box
        sx={{ typography: 'body2', color: 'text.secondary', wordBreak: 'keep-all', overflowWrap: 'anywhere' }}
      >
        {tight(todo.reason)}
      </Box>
    </Box>
    <Box
      component="span"
      sx={{
        typography: 'body2',
        color: 'text.disabled',
        whiteSpace: 'nowrap',
        gridColumn: { xs: 2, md: 'auto' },
        gridRow: { xs: 1, md: 'auto' },
      }}
    >
      {todo.due === today ? '今天' : formatDate(todo.due, today)}
    </Box>
    <Button
      component={Link}
      to={todo.to}
      variant={first ? 'contained' : 'outlined'}
      aria-label={`${todo.action}：${todo.title}`}
      sx={{ gridColumn: { xs: '1 / -1', md: 'auto' } }}
    >
      {todo.action}
    </Button>
  </Box>
);
