import { Autocomplete, TextField } from '@mui/material';
import {
  PairingsDocument,
  RegionsDocument,
  SearchDocument,
  UnitsDocument,
  type SearchQuery,
} from '@qinyou/schema';
import { useState } from 'react';
import { useArea } from '../../../layout/area.ts';
import { useMe } from '../../../providers/session.ts';
import { useAsk, withUnit } from '../../../shared/index.ts';
import type { PickKind } from './form-fields.ts';

const KINDS: readonly string[] = ['unit', 'village', 'household', 'cadre', 'unitPath', 'villagePath'];
export const isPick = (kind: string): kind is PickKind => KINDS.includes(kind);

export interface PickProps {
  what: PickKind;
  label: string;
  value: string;
  onPick: (id: string, picked: PickOption | null) => void;
  /** Which one is not offered: the one that it is picked for. */
  except?: string;
  autoFocus?: boolean;
  error?: string | undefined;
  helper?: string | undefined;
}

/** Something to pick: its name, and what tells it from others of that name. */
export interface PickOption {
  id: string;
  label: string;
  note: string;
}

type FoundHousehold = SearchQuery['search']['households'][number];

/** More than a unit keeps; the longest page there is. */
const MOST_KEPT = 1000;

const PEOPLE = '姓名、拼音首字母或证件末四位';
const HINT: Readonly<Record<PickKind, string>> = {
  unit: '打单位名里的字',
  unitPath: '打单位名里的字',
  village: '打村名里的字',
  villagePath: '打村名里的字',
  household: PEOPLE,
  cadre: PEOPLE,
};

/** Picks a unit, a village, a household or a person by typing some of the name. */
export const Pick = ({ what, label, value, onPick, except, error, helper, autoFocus = false }: PickProps) => {
  const [typed, setTyped] = useState('');
  const [chosen, setChosen] = useState<PickOption | null>(null);
  const { options, loading } = useOptions(what, typed);
  return (
    <Autocomplete<PickOption>
      options={options.filter(({ id }) => id !== except)}
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
        onPick(option?.id ?? '', option);
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
          autoFocus={autoFocus}
          error={Boolean(error)}
          helperText={error ?? (value && chosen?.note ? chosen.note : (helper ?? HINT[what]))}
        />
      )}
    />
  );
};

function useOptions(what: PickKind, typed: string): { options: PickOption[]; loading: boolean } {
  const q = typed.trim();
  const [area] = useArea();
  const page = { number: 1, size: 20 };
  const asks = (...kinds: PickKind[]) => ({ enabled: q !== '' && kinds.includes(what) });
  const units = useAsk(UnitsDocument, { filter: { q }, page, withTotal: false }, asks('unit', 'unitPath'));
  const villages = useAsk(
    RegionsDocument,
    { filter: { name: q, level: 'VILLAGE' as const, within: regionPath(area.path) }, page },
    asks('village', 'villagePath'),
  );
  const found = useAsk(SearchDocument, { q }, asks('household', 'cadre'));
  const kept = useKept(asks('household').enabled, q);
  if (q === '') return { options: [], loading: false };
  switch (what) {
    case 'unit':
    case 'unitPath':
      return {
        options: (units.data?.units.items ?? []).map(({ id, path, name, seat }) => ({
          id: what === 'unit' ? id : path,
          label: name,
          note: seat?.name ?? '',
        })),
        loading: units.isFetching,
      };
    case 'village':
    case 'villagePath':
      return {
        options: (villages.data?.regions.items ?? []).map(({ id, path, name, code }) => ({
          id: what === 'village' ? id : path,
          label: name,
          note: code,
        })),
        loading: villages.isFetching,
      };
    case 'household':
      return {
        options: [
          ...(found.data?.search.households ?? []).map((household) => ({
            id: household.id,
            label: `${household.headName}户`,
            note: tellApart(household),
          })),
          ...kept.options,
        ],
        loading: found.isFetching || kept.loading,
      };
    case 'cadre':
      return {
        options: (found.data?.search.cadres ?? []).map((cadre) => ({
          id: cadre.id,
          label: cadre.name,
          note: [cadre.unit?.name, cadre.rankTitle].filter(Boolean).join('，'),
        })),
        loading: found.isFetching,
      };
  }
}

/** Two heads of one name in one village are told apart by group, size and number. */
const tellApart = ({ places, villageGroup, size, number }: FoundHousehold): string =>
  [
    [...places.map(({ name }) => name), villageGroup].filter(Boolean).join(' '),
    size !== null && withUnit(size, '人'),
    number && `户编号 ${number}`,
  ]
    .filter(Boolean)
    .join('，');

/**
 * R7: of a household that is a friend for life no more than name and village is known here, so the search passes it over. A unit
 * finds it by that name, among the friendships that it lists anyway.
 */
function useKept(wanted: boolean, q: string): { options: PickOption[]; loading: boolean } {
  const ofUnit = useMe()?.currentGrant?.path.includes('@') ?? false;
  const kept = useAsk(
    PairingsDocument,
    { filter: { kind: 'RETAINED', standing: true }, page: { number: 1, size: MOST_KEPT }, withTotal: false },
    { enabled: wanted && ofUnit },
  );
  const households = (kept.data?.pairings.items ?? []).flatMap(({ household }) => household ?? []);
  const named = new Map(
    households.filter(({ headName }) => headName.includes(q)).map((one) => [one.id, one]),
  );
  return {
    options: [...named.values()].map(({ id, headName, village }) => ({
      id,
      label: `${headName}户`,
      note: [village?.parent?.name, village?.name].filter(Boolean).join(' '),
    })),
    loading: kept.isFetching,
  };
}

const regionPath = (path: string | undefined) => (path && !path.includes('@') ? path : null);
