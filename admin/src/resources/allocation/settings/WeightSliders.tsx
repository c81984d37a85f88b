import { Box, Slider } from '@mui/material';
import { useId } from 'react';
import { WEIGHTS, WEIGHT_WORDS, type Weights } from '../allocation-words.ts';

interface Props {
  weights: Weights;
  /** What they were, shown beside those that differ. */
  before?: Weights;
  disabled?: boolean;
  onChange: (weights: Weights) => void;
}

/** What a new pair is wished to be like, 0 to 100 each. Keeping pairs has none: it comes before all of these. */
export const WeightSliders = ({ weights, before, disabled = false, onChange }: Props) => (
  <Box sx={{ display: 'grid', gap: 0.5 }}>
    {WEIGHTS.map((name) => (
      <LabelledSlider
        key={name}
        label={WEIGHT_WORDS[name]}
        value={weights[name]}
        before={before?.[name]}
        disabled={disabled}
        onChange={(value) => onChange({ ...weights, [name]: value })}
      />
    ))}
  </Box>
);

interface SliderProps {
  label: string;
  value: number;
  before?: number | undefined;
  hint?: string;
  disabled?: boolean;
  onChange: (value: number) => void;
}

/** 同镇 ——●—— 60, and what it was where it differs. */
export const LabelledSlider = ({ label, value, before, hint, disabled = false, onChange }: SliderProps) => {
  const id = useId();
  return (
    // A label: whoever misses the knob by some pixels still means it.
    <Box component="label" sx={{ display: 'block' }}>
      <Box sx={{ display: 'flex', gap: 1, typography: 'body2' }}>
        <span id={id}>{label}</span>
        <Box sx={{ flex: 1 }} />
        {before !== undefined && before !== value && (
          <Box component="span" sx={{ color: 'text.disabled' }}>
            原 {before}
          </Box>
        )}
        <b>{value}</b>
      </Box>
      <Box sx={{ px: 1 }}>
        <Slider
          size="small"
          min={0}
          max={100}
          step={5}
          value={value}
          disabled={disabled}
          onChange={(_event, next) => onChange(Array.isArray(next) ? (next[0] ?? value) : next)}
          aria-labelledby={id}
          sx={{ display: 'block', '@media (max-width:599.95px)': { height: 4, py: '22px' } }}
        />
      </Box>
      {hint && <Box sx={{ typography: 'caption', color: 'text.secondary' }}>{hint}</Box>}
    </Box>
  );
};
