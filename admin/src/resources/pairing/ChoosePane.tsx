import { Box, Button, Typography } from '@mui/material';
import { BoardChoicesDocument } from '@qinyou/schema';
import { useMay } from '../../providers/session.ts';
import { Answer, useAsk } from '../../shared/index.ts';
import type { PaneProps } from './BoardDrawer.tsx';
import { Two } from './BoardRow.tsx';
import { nameOf, placeName, story, whyTake, type BoardItem, type BoardSuggestion } from './board-words.ts';

const STORY = {
  GAP: '没有责任干部',
  OFFICIAL: '没有结对户',
  WAITING: '没有责任干部，待安排',
  DUPLICATE: '',
} as const;

/** A household without a friend or an official without one: the suggestion, then who else. */
export const ChoosePane = ({ item, board, actions, onWaive }: PaneProps) => {
  const mayChange = useMay('pairing.change');
  const mayWaive = useMay('pairing.waive');
  const choices = useAsk(
    BoardChoicesDocument,
    { id: item.id },
    { enabled: mayChange && item.kind !== 'WAITING', keep: false },
  );
  const { suggestion } = item;
  return (
    <>
      <Typography variant="body2" color="text.secondary" sx={{ mb: 1.5 }}>
        {story(item.since, board.today, STORY[item.kind])}
      </Typography>
      {item.kind === 'WAITING' && (
        <Typography variant="body2">
          全县的名额先给更难的户，这户排在后面。有了新名额，或市里派人来，就会转成「交友空白」。
        </Typography>
      )}
      {suggestion && (
        <Box sx={{ p: 1.5, mb: 1.5, border: 1, borderColor: 'primary.main', borderRadius: '8px' }}>
          <Typography variant="h4" sx={{ mb: 0.5 }}>{`建议${titleOf(item, suggestion)}`}</Typography>
          <Typography variant="body2" color="text.secondary" sx={{ mb: 1 }}>
            {`${suggestion.cadre.unit}，${whyTake(suggestion)}。`}
          </Typography>
          {mayChange && (
            <Button
              fullWidth
              variant="contained"
              size="large"
              disabled={actions.pending}
              onClick={() => void actions.place([suggestion])}
            >
              照建议办
              <Box
                component="kbd"
                sx={{
                  display: { xs: 'none', md: 'inline' },
                  ml: 1,
                  color: 'inherit',
                  bgcolor: 'transparent',
                  borderColor: 'currentColor',
                }}
              >
                Enter
              </Box>
            </Button>
          )}
        </Box>
      )}
      {mayChange && item.kind !== 'WAITING' && (
        <Answer of={choices} rows={4}>
          {({ boardChoices }) => (
            <Others
              item={item}
              actions={actions}
              choices={boardChoices.filter(
                (c) => c.cadre.id !== suggestion?.cadre.id || c.householdId !== suggestion.householdId,
              )}
            />
          )}
        </Answer>
      )}
      {item.kind === 'OFFICIAL' && mayWaive && (
        <Button fullWidth sx={{ mt: 1 }} onClick={() => onWaive([item.id])}>
          说明原因，今年不结对
        </Button>
      )}
    </>
  );
};

const titleOf = (item: BoardItem, s: BoardSuggestion) =>
  item.kind === 'OFFICIAL'
    ? `把${placeName(s.village)}${s.headName}户交给${item.name}`
    : `交给${s.cadre.name}`;

const Others = ({
  item,
  choices,
  actions,
}: {
  item: BoardItem;
  choices: readonly BoardSuggestion[];
  actions: PaneProps['actions'];
}) => {
  if (choices.length === 0) {
    return (
      <Typography variant="body2" color="text.secondary">
        {item.kind === 'OFFICIAL' ? '近处没有别的空白户了。' : `近处没有别的干部还有名额给${nameOf(item)}。`}
      </Typography>
    );
  }
  return (
    <Box component="section" aria-label="也可以选">
      <Typography variant="h4" sx={{ mb: 0.5 }}>
        也可以选
      </Typography>
      <Box component="ul" sx={{ m: 0, p: 0, listStyle: 'none' }}>
        {choices.map((choice) => (
          <Box
            component="li"
            key={`${choice.cadre.id}${choice.householdId}`}
            sx={{
              display: 'flex',
              alignItems: 'center',
              gap: 1,
              minHeight: 48,
              borderTop: 1,
              borderColor: 'divider',
            }}
          >
            <Box sx={{ flex: 1, minWidth: 0 }}>
              {item.kind === 'OFFICIAL' ? (
                <Two
                  first={`${choice.headName}户`}
                  second={`${placeName(choice.village)} · ${whyTake(choice)}`}
                />
              ) : (
                <Two first={choice.cadre.name} second={`${choice.cadre.unit} · ${whyTake(choice)}`} />
              )}
            </Box>
            <Button
              size="small"
              variant="outlined"
              disabled={actions.pending}
              onClick={() => void actions.place([choice])}
            >
              {item.kind === 'OFFICIAL' ? '给这户' : '交给'}
            </Button>
          </Box>
        ))}
      </Box>
    </Box>
  );
};
