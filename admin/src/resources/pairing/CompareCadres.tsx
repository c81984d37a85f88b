import { Box, Button } from '@mui/material';
import { NameBadge } from '../../shared/index.ts';
import { quotaOf, tieOf, type BoardCadre } from './board-words.ts';

const NEAR = {
  CLAIMED: '包这个村',
  UNIT_OF_VILLAGE: '包这个村',
  SAME_TOWN: '同镇',
  SAME_COUNTY: '同县',
  SENT: '市派到本县',
} as const;

const LINES: readonly [string, (c: BoardCadre) => string][] = [
  ['单位', (c) => c.unit],
  ['职级', (c) => c.rankTitle ?? '不归你看'],
  ['名额', quotaOf],
  ['来历', tieOf],
  ['从何时起', (c) => c.from ?? '—'],
  ['离本村', (c) => NEAR[c.closeness]],
];

/** The cadres side by side; the suggested one stands first and is tinted. */
export const CompareCadres = ({
  candidates,
  onKeep,
  allowed,
}: {
  candidates: readonly BoardCadre[];
  onKeep: (cadre: BoardCadre) => void;
  allowed: (cadre: BoardCadre) => boolean;
}) => (
  <Box sx={{ overflowX: 'auto' }}>
    <Box
      component="table"
      sx={{
        width: '100%',
        borderCollapse: 'collapse',
        typography: 'body2',
        '& th': {
          fontWeight: 400,
          color: 'text.disabled',
          textAlign: 'left',
          whiteSpace: 'nowrap',
          pr: 1,
          width: 64,
        },
        '& td, & th': { height: 28, verticalAlign: 'middle' },
        '& td': { px: 1, minWidth: 96, wordBreak: 'keep-all', overflowWrap: 'anywhere' },
        '& tbody tr > *': { borderTop: 1, borderColor: 'divider' },
        '& td:nth-of-type(1)': { bgcolor: (t) => t.palette.tint },
      }}
    >
      <thead>
        <tr>
          <th aria-label="比什么" />
          {candidates.map((c) => (
            <td key={c.id}>
              <Box sx={{ display: 'flex', alignItems: 'center', gap: 1, py: 0.5 }}>
                <NameBadge small name={c.name} />
                <b>{c.name}</b>
              </Box>
            </td>
          ))}
        </tr>
      </thead>
      <tbody>
        {LINES.map(([label, show]) => (
          <tr key={label}>
            <th scope="row">{label}</th>
            {candidates.map((c) => (
              <td key={c.id}>{show(c)}</td>
            ))}
          </tr>
        ))}
        <tr>
          <th aria-label="留谁" />
          {candidates.map((c, i) => (
            <Box component="td" key={c.id} sx={{ py: '8px !important' }}>
              <Button
                fullWidth
                size="small"
                variant="outlined"
                disabled={!allowed(c)}
                onClick={() => onKeep(c)}
                title={`按 ${String(i + 1)}`}
              >
                留{c.name}
              </Button>
            </Box>
          ))}
        </tr>
      </tbody>
    </Box>
  </Box>
);
