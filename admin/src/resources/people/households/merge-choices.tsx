import { Box, Checkbox, FormControl, FormControlLabel, FormLabel, Radio, RadioGroup } from '@mui/material';
import type { HouseholdRecord } from './HouseholdShow.tsx';
import { aboutHome, namesOf, type FriendFact } from './lineage-words.ts';

/** Which of the two keeps its number and friend; the other one ends. */
export const WhichStays = ({
  homes,
  value,
  onChange,
}: {
  homes: readonly HouseholdRecord[];
  value: string;
  onChange: (id: string) => void;
}) => (
  <FormControl component="fieldset">
    <FormLabel component="legend">留下哪一户</FormLabel>
    <RadioGroup value={value} onChange={(_event, id) => onChange(id)}>
      {homes.map((home) => (
        <FormControlLabel
          key={home.id}
          value={home.id}
          control={<Radio />}
          label={
            <Box>
              <Box>{home.headName}户</Box>
              <Box sx={{ typography: 'body2', color: 'text.secondary' }}>{aboutHome(home)}</Box>
            </Box>
          }
          sx={{ alignItems: 'flex-start', mr: 0 }}
        />
      ))}
    </RadioGroup>
  </FormControl>
);

/** Whether those who lose the duty stay friends; R4: whoever is charged with the household does in any case. */
export const KeepFriend = ({
  who,
  value,
  onChange,
}: {
  who: readonly FriendFact[];
  value: boolean;
  onChange: (retain: boolean) => void;
}) =>
  who.length > 0 && (
    <Box>
      <FormControlLabel
        control={<Checkbox checked={value} onChange={(_event, on) => onChange(on)} />}
        label={`${namesOf(who)}仍做朋友，只是不再负责`}
      />
      <Box sx={{ typography: 'caption', color: 'text.secondary' }}>有帮扶责任的，不勾也留作朋友。</Box>
    </Box>
  );
