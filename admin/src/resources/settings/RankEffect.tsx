import { Box, Button, Card } from '@mui/material';
import { RankMapEffectDocument, type RankMapEffectQuery, type SaveRankMapInput } from '@qinyou/schema';
import { FOOT_BAR, formatNumber, useAsk, useRested } from '../../shared/index.ts';
import { RANK } from '../people/people-words.ts';

type Effect = RankMapEffectQuery['rankMapEffect'];
const NAMED = 6;

interface Props {
  /** Null while a line is wrong. */
  input: SaveRankMapInput | null;
  differences: readonly string[];
  saving: boolean;
  onSave: () => void;
  onLeave: () => void;
}

/** The sticky bar that says what saving will do, before it is done. */
export const RankEffect = ({ input, differences, saving, onSave, onLeave }: Props) => {
  const rested = useRested(input);
  const { data } = useAsk(RankMapEffectDocument, { input: rested! }, { enabled: rested !== null });
  const effect = input && data?.rankMapEffect;
  return (
    <Card
      component="section"
      aria-label="保存以后会怎样"
      {...FOOT_BAR}
      sx={{
        position: 'sticky',
        bottom: 12,
        zIndex: 2,
        display: 'flex',
        flexWrap: 'wrap',
        alignItems: 'center',
        gap: 1.5,
        p: 2,
        borderColor: 'primary.main',
      }}
    >
      <Box role="status" sx={{ flex: '1 1 320px', minWidth: 0 }}>
        <b>
          {effect && headline(effect)}
          {!effect && (input ? '正在算会改多少人' : '还不能保存')}
        </b>
        <Box sx={{ typography: 'body2', color: 'text.secondary', overflowWrap: 'anywhere' }}>
          {input ? differences.join('；') : '先把标红的行改好'}
        </Box>
        {effect && <Moves effect={effect} />}
      </Box>
      <Button color="secondary" onClick={onLeave}>
        不改了
      </Button>
      <Button variant="contained" disabled={saving} onClick={onSave}>
        {effect && effect.people > 0 ? `保存，改 ${formatNumber(effect.people)} 人的类别` : '保存职级对照'}
      </Button>
    </Card>
  );
};

const headline = ({ people }: Effect) =>
  people === 0
    ? '保存后没有人的类别会变'
    : `保存后 ${formatNumber(people)} 人的职级类别会变，名额跟着变，结对不动`;

const Moves = ({ effect: { moves, unknown } }: { effect: Effect }) => {
  const shown = moves
    .slice(0, NAMED)
    .map(
      ({ title, from, to, people }) =>
        `${title || '没写职级的'}：${RANK[from]} 改成 ${RANK[to]}，${formatNumber(people)} 人`,
    );
  const titles = unknown.slice(0, NAMED).map(({ title, people }) => `${title}（${formatNumber(people)} 人）`);
  return (
    <Box sx={{ typography: 'body2', mt: 0.5, display: 'grid', gap: 0.25 }}>
      {shown.map((line) => (
        <span key={line}>{line}</span>
      ))}
      {moves.length > NAMED && <span>还有 {formatNumber(moves.length - NAMED)} 种职级</span>}
      {titles.length > 0 && (
        <Box component="span" sx={{ color: 'lamp.yellow.text' }}>
          没有一行对得上、照旧不动的：{titles.join('、')}
        </Box>
      )}
    </Box>
  );
};
