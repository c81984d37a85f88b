import { TextField } from '@mui/material';
import { useListContext } from 'react-admin';

export interface SortChoice {
  field: string;
  order: 'ASC' | 'DESC';
  /** 最困难的在前 */
  label: string;
}

const keyOf = ({ field, order }: { field: string; order: string }) => `${field} ${order}`;

/** Orders the list it stands in, on a phone: there the table has no headings to click. */
export const SortOnPhone = ({ choices }: { choices: readonly SortChoice[] }) => {
  const { sort, setSort } = useListContext();
  const chosen = choices.find((choice) => keyOf(choice) === keyOf(sort));
  return (
    <TextField
      select
      label="排序"
      value={chosen ? keyOf(chosen) : ''}
      onChange={(event) => {
        const next = choices.find((choice) => keyOf(choice) === event.target.value);
        if (next) setSort({ field: next.field, order: next.order });
      }}
      slotProps={{ select: { native: true }, inputLabel: { shrink: true } }}
      sx={{ display: { xs: 'flex', sm: 'none' }, flex: '1 1 100%', mt: 1 }}
    >
      {!chosen && <option value="" />}
      {choices.map((choice) => (
        <option key={keyOf(choice)} value={keyOf(choice)}>
          {choice.label}
        </option>
      ))}
    </TextField>
  );
};
