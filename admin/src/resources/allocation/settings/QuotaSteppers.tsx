import Add from '@mui/icons-material/Add';
import Remove from '@mui/icons-material/Remove';
import { Box, IconButton } from '@mui/material';
import type { Rank } from '@qinyou/schema';
import { RANK } from '../../people/people-words.ts';

export type Quotas = Readonly<Record<Rank, number>>;

const MOST = 20;

interface Props {
  quotas: Quotas;
  before: Quotas;
  onChange: (quotas: Quotas) => void;
}

/** 每人最多几户, by rank; what it was stands beside one that differs. */
export const QuotaSteppers = ({ quotas, before, onChange }: Props) => (
  <Box component="ul" sx={{ m: 0, p: 0, listStyle: 'none', display: 'grid', gap: 0.5 }}>
    {(Object.keys(RANK) as Rank[]).map((rank) => {
      const [now, was] = [quotas[rank], before[rank]];
      const set = (households: number) => onChange({ ...quotas, [rank]: households });
      return (
        <Box
          component="li"
          key={rank}
          sx={{ display: 'flex', alignItems: 'center', gap: 1, typography: 'body2' }}
        >
          <Box component="span" sx={{ flex: 1 }}>
            {RANK[rank]}
          </Box>
          {now !== was && (
            <Box component="span" sx={{ color: 'text.disabled' }}>
              原 {was}
            </Box>
          )}
          <Box
            role="group"
            aria-label={`${RANK[rank]}每人最多几户`}
            sx={{
              display: 'flex',
              alignItems: 'center',
              border: 1,
              borderRadius: '6px',
              borderColor: now === was ? 'divider' : 'primary.main',
              bgcolor: now === was ? undefined : (t) => t.palette.tint,
            }}
          >
            <IconButton
              size="small"
              aria-label={`${RANK[rank]}少 1 户`}
              disabled={now <= 0}
              onClick={() => set(now - 1)}
              children={<Remove />}
            />
            <Box component="b" sx={{ minWidth: 24, textAlign: 'center' }}>
              {now}
            </Box>
            <IconButton
              size="small"
              aria-label={`${RANK[rank]}多 1 户`}
              disabled={now >= MOST}
              onClick={() => set(now + 1)}
              children={<Add />}
            />
          </Box>
        </Box>
      );
    })}
  </Box>
);
