import type { RegionsQuery } from '@qinyou/schema';
import { DataTable } from 'react-admin';
import { useArea } from '../../layout/area.ts';
import { FilterChips, ListEmpty, ListPage, ListSearch, Tag } from '../../shared/index.ts';

type Region = RegionsQuery['regions']['items'][number];

const LEVELS = { CITY: '市', COUNTY: '县', TOWN: '镇', VILLAGE: '村', GROUP: '组' } as const;

const CHOICES = [
  { key: 'all', label: '全部', filter: {} },
  { key: 'COUNTY', label: '县', filter: { level: 'COUNTY' } },
  { key: 'TOWN', label: '镇', filter: { level: 'TOWN' } },
  { key: 'VILLAGE', label: '村', filter: { level: 'VILLAGE' } },
];

/** The territory of the area at hand, in the order of the codes. Codes and names come from above; nobody edits them here. */
const RegionList = () => {
  const [area] = useArea();
  // A unit's path lies in no territory, an administrator's is empty: both see all of it.
  const within = area.path && !area.path.includes('@') ? { within: area.path } : {};
  return (
    <ListPage
      heading={{ title: '行政区划', crumbs: [{ label: area.name }] }}
      filter={within}
      chips={<FilterChips choices={CHOICES} label="层级" />}
      tools={<ListSearch source="name" hint="地名里的字" />}
    >
      <DataTable<Region>
        rowClick={false}
        bulkActionButtons={false}
        empty={<ListEmpty none="没有叫这个名字的地方" nothingYet="这里没有下级的地方" />}
      >
        <DataTable.Col source="name" disableSort />
        <DataTable.Col source="level" disableSort render={(region: Region) => LEVELS[region.level]} />
        <DataTable.Col source="code" disableSort />
        <DataTable.Col
          source="poor"
          disableSort
          render={(region: Region) => (region.poor ? <Tag>贫困村</Tag> : '')}
        />
      </DataTable>
    </ListPage>
  );
};

export default RegionList;
