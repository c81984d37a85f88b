import { Autocomplete, TextField } from '@mui/material';
import { RegionsDocument, SearchDocument, UnitsDocument } from '@qinyou/schema';
import { useState } from 'react';
import { useArea } from '../../../layout/area.ts';
import { useAsk } from '../../../shared/index.ts';

export interface PickProps {
  what: 'unit' | 'village' | 'household';
  label: string;
  value: string;
  onPick: (id: string) => void;
  error?: string | undefined;
  helper?: string | undefined;
}

interface Option {
  id: string;
  label: string;
  note: string;
}

const HINT = {
  unit: '打单位名里的字',
  village: '打村名里的字',
  household: '姓名、拼音首字母或证件末四位',
} as const;

/** Picks a unit, a village or a household by typing some of its name. */
export const Pick = ({ what, label, value, onPick, error, helper }: PickProps) => {
  const [typed, setTyped] = useState('');
  const [chosen, setChosen] = useState<Option | null>(null);
  const { options, loading } = useOptions(what, typed);
  return (
    <Autocomplete<Option>
      options={options}
      loading={loading}
      value={value ? chosen : null}
      filterOptions={(all) => all}
      isOptionEqualToValue={(a, b) => a.id === b.id}
      getOptionKey={({ id }) => id}
      getOptionLabel={(option) => option.label}
      onInputChange={(_event, text, why) => {
        if (why === 'input') setTyped(text);
      }}
      onChange={(_event, option) => {
        setChosen(option);
        onPick(option?.id ?? '');
      }}
      noOptionsText={typed.trim() ? '没有，换几个字再试' : HINT[what]}
      loadingText="正在找"
      openText="打开"
      clearText="清掉"
      closeText="收起"
      renderOption={({ key, ...props }, option) => (
        <li key={key} {...props}>
          <span>
            {option.label}
            <small style={{ display: 'block', opacity: 0.7 }}>{option.note}</small>
          </span>
        </li>
      )}
      renderInput={(params) => (
        <TextField
          {...params}
          label={label}
          error={Boolean(error)}
          helperText={error ?? helper ?? HINT[what]}
        />
      )}
    />
  );
};

function useOptions(what: PickProps['what'], typed: string): { options: Option[]; loading: boolean } {
  const q = typed.trim();
  const [area] = useArea();
  const page = { number: 1, size: 20 };
  const units = useAsk(
    UnitsDocument,
    { filter: { q }, page, withTotal: false },
    { enabled: what === 'unit' && q !== '' },
  );
  const villages = useAsk(
    RegionsDocument,
    { filter: { name: q, level: 'VILLAGE' as const, within: regionPath(area.path) }, page },
    { enabled: what === 'village' && q !== '' },
  );
  const found = useAsk(SearchDocument, { q }, { enabled: what === 'household' && q !== '' });
  if (q === '') return { options: [], loading: false };
  if (what === 'unit') {
    const rows = units.data?.units.items ?? [];
    return {
      options: rows.map((u) => ({ id: u.id, label: u.name, note: u.seat?.name ?? '' })),
      loading: units.isFetching,
    };
  }
  if (what === 'village') {
    const rows = villages.data?.regions.items ?? [];
    return {
      options: rows.map((r) => ({ id: r.id, label: r.name, note: r.code })),
      loading: villages.isFetching,
    };
  }
  const rows = found.data?.search.households ?? [];
  return {
    options: rows.map((h) => ({
      id: h.id,
      label: `${h.headName}户`,
      note: h.places.map((place) => place.name).join(' '),
    })),
    loading: found.isFetching,
  };
}

const regionPath = (path: string | undefined) => (path && !path.includes('@') ? path : null);
