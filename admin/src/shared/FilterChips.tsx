import { Box, ButtonBase } from '@mui/material';
import { useListContext } from 'react-admin';
import { formatNumber } from './format.ts';

export interface FilterChoice {
  key: string;
  label: string;
  /** The filter it stands for; merged into the list’s own. Empty = all. */
  filter: Record<string, unknown>;
  /** How many it would show; absent while unknown. */
  count?: number | null | undefined;
}

export interface ChipRowProps {
  label: string;
  choices: readonly Pick<FilterChoice, 'key' | 'label' | 'count'>[];
  chosen: string;
  onChoose: (key: string) => void;
}

/** One row of chips of which one is on: 全部 68 · 交友空白 58. */
export const ChipRow = ({ label, choices, chosen, onChoose }: ChipRowProps) => (
  <Box role="group" aria-label={label} sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>
    {choices.map((choice) => (
      <ButtonBase
        key={choice.key}
        aria-pressed={choice.key === chosen}
        onClick={() => onChoose(choice.key)}
        sx={(t) => ({
          minHeight: 32,
          px: 1.5,
          borderRadius: '24px',
          border: 1,
          borderColor: 'divider',
          bgcolor: 'background.paper',
          color: 'text.secondary',
          typography: 'body2',
          gap: 0.5,
          '&:hover': { borderColor: 'primary.main' },
          '&[aria-pressed=true]': {
            bgcolor: t.palette.tint,
            borderColor: 'primary.main',
            color: 'primary.main',
            fontWeight: 600,
          },
        })}
      >
        {choice.label}
        {choice.count != null && <span>{formatNumber(choice.count)}</span>}
      </ButtonBase>
    ))}
  </Box>
);

/** Chips that filter the list they stand in; which one is on follows from the filter, so links and history work. */
export const FilterChips = ({
  label = '筛选',
  choices,
}: {
  label?: string;
  choices: readonly FilterChoice[];
}) => {
  const { filterValues, setFilters } = useListContext();
  const values = filterValues as Record<string, unknown>;
  const keys = new Set(choices.flatMap((c) => Object.keys(c.filter)));
  const fits = (c: FilterChoice) =>
    [...keys].every((k) => JSON.stringify(values[k] ?? null) === JSON.stringify(c.filter[k] ?? null));
  const others = Object.fromEntries(Object.entries(values).filter(([k]) => !keys.has(k)));
  return (
    <ChipRow
      label={label}
      choices={choices}
      chosen={choices.find(fits)?.key ?? ''}
      onChoose={(key) => {
        const choice = choices.find((c) => c.key === key);
        if (choice) setFilters({ ...others, ...choice.filter });
      }}
    />
  );
};
