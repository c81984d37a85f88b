import Info from '@mui/icons-material/InfoOutlined';
import { Box, Button, Checkbox, FormControlLabel, Typography } from '@mui/material';
import { BoardChoicesDocument } from '@qinyou/schema';
import { useState } from 'react';
import { useMay } from '../../providers/session.ts';
import { formatNumber, Notice, useAsk, useShortcuts, withUnit } from '../../shared/index.ts';
import type { PaneProps } from './BoardDrawer.tsx';
import { CompareCadres } from './CompareCadres.tsx';
import { nameOf, placeName, story, whyKeep, type BoardCadre } from './board-words.ts';

/** Who stays with a household that two have: side by side, the suggestion first, what happens to the other. */
export const DuplicatePane = ({ item, board, counts, actions }: PaneProps) => {
  const { candidates } = item;
  const { today, cap } = board;
  const mayChange = useMay('pairing.change');
  const [best] = candidates;
  const [giving, setGiving] = useState(true);
  const [retaining, setRetaining] = useState(false);
  const other = candidates.find((c) => c !== best);
  const mayGive =
    mayChange && other?.load != null && other.quota != null && other.load < other.quota && !other.cityOwned;
  const choices = useAsk(BoardChoicesDocument, { id: other?.id ?? '' }, { enabled: mayGive, keep: false });
  const gift = choices.data?.boardChoices.find((choice) => choice.householdId !== item.id);

  /** What it would do isn't known yet. */
  const finding = mayGive && choices.isLoading;

  const settle = (keep: BoardCadre) => {
    const others = candidates.filter((c) => c !== keep);
    const give = giving && gift && keep === best && other ? { suggestion: gift, cadre: other } : null;
    const reason = `${nameOf(item)}留${keep.name}：${keep === best ? whyKeep(keep, others, today) : '看过两人的情况以后选的'}`;
    void actions.settle({ item, keep, retainOthers: retaining, give, reason });
  };
  const allowed = (keep: BoardCadre) =>
    mayChange && !actions.pending && candidates.every((c) => c === keep || !c.cityOwned);
  useShortcuts([
    ...candidates
      .slice(0, 9)
      .map((c, i) => ({ keys: String(i + 1), does: `留${c.name}`, run: () => allowed(c) && settle(c) })),
    // What the pane shows is what Enter does: its ticks count.
    { keys: 'Enter', does: '照建议办', run: () => best && !finding && allowed(best) && settle(best) },
  ]);
  if (!best) return null;
  const gaps = giving && gift ? counts.gaps - 1 : counts.gaps;
  return (
    <>
      <Typography variant="body2" color="text.secondary" sx={{ mb: 1 }}>
        {`${story(item.since, today, `${withUnit(candidates.length, '名')}干部都有这户`)}一户最多 ${withUnit(cap, '名')}。`}
      </Typography>
      <CompareCadres candidates={candidates} onKeep={settle} allowed={allowed} />
      {mayChange && allowed(best) && (
        <Box sx={{ mt: 1.5, p: 1.5, border: 1, borderColor: 'primary.main', borderRadius: '8px' }}>
          <Typography variant="h4" sx={{ mb: 0.5 }}>{`建议留${best.name}`}</Typography>
          <Typography
            variant="body2"
            color="text.secondary"
          >{`${whyKeep(best, candidates.slice(1), today)}。`}</Typography>
          {gift && other && (
            <Check checked={giving} onChange={setGiving}>
              把没有干部的<b>{gift.headName}户</b>（{placeName(gift.village)}）交给{other.name}
            </Check>
          )}
          {other && (
            <Check checked={retaining} onChange={setRetaining}>
              {other.name}和{nameOf(item)}仍做朋友，不再负责
            </Check>
          )}
          <Box
            sx={{
              display: 'flex',
              gap: 1.5,
              my: 1,
              pt: 1,
              borderTop: 1,
              borderColor: 'divider',
              typography: 'body2',
              color: 'text.secondary',
            }}
          >
            <span>办完以后</span>
            <Effect name="重复" from={counts.duplicates} to={counts.duplicates - 1} />
            <Effect name="空白" from={counts.gaps} to={gaps} />
          </Box>
          <Button fullWidth variant="contained" size="large" disabled={finding} onClick={() => settle(best)}>
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
        </Box>
      )}
      {mayChange && !allowed(best) && !actions.pending && (
        <Notice tone="info" icon={Info} title="要市办来定">
          这几名里有市办统一安排的干部，县里不能换下。
        </Notice>
      )}
    </>
  );
};

const Check = ({
  checked,
  onChange,
  children,
}: {
  checked: boolean;
  onChange: (on: boolean) => void;
  children: React.ReactNode;
}) => (
  <FormControlLabel
    control={
      <Checkbox
        size="small"
        checked={checked}
        onChange={(_, on) => onChange(on)}
        sx={{ py: 0, alignSelf: 'flex-start' }}
      />
    }
    label={<Typography variant="body2">{children}</Typography>}
    sx={{ display: 'flex', mt: 1, mr: 0, ml: -1, alignItems: 'flex-start' }}
  />
);

const Effect = ({ name, from, to }: { name: string; from: number; to: number }) => (
  <span>
    {name} {formatNumber(from)} → <b>{formatNumber(to)}</b>
  </span>
);
