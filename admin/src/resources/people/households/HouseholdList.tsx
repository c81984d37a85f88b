import { Box } from '@mui/material';
import { HouseholdCountsDocument, type HouseholdRowFragment } from '@qinyou/schema';
import { ColumnsButton, DataTable } from 'react-admin';
import { useArea } from '../../../layout/area.ts';
import { useMay } from '../../../providers/session.ts';
import { FilterChips, ListEmpty, ListPage, ListSearch, useAsk, withUnit } from '../../../shared/index.ts';
import { Two } from '../parts/Two.tsx';

type Row = HouseholdRowFragment & { id: string };

const SORTS = [
  { field: 'need', order: 'DESC', label: '最困难的在前' },
  { field: 'place', order: 'ASC', label: '按村' },
  { field: 'name', order: 'ASC', label: '按户主姓名' },
  { field: 'size', order: 'DESC', label: '人口多的在前' },
] as const;

/** 农户: every household of the area, the hardest off first. */
const HouseholdList = () => {
  const [area] = useArea();
  const within = area.path && !area.path.includes('@') ? area.path : null;
  const seesGaps = useMay('pairing.board'); // who sees only their own friends finds no gap among them
  return (
    <ListPage
      heading={{ title: '农户', crumbs: [{ label: area.name }] }}
      exportAs="households"
      filter={within ? { within } : {}}
      sort={{ field: 'need', order: 'DESC' }}
      sorts={SORTS}
      chips={seesGaps && <Chips within={within} />}
      tools={
        <>
          <ListSearch hint="姓名、拼音首字母、末四位、村名" />
          <ColumnsButton />
        </>
      }
    >
      <DataTable<Row>
        bulkActionButtons={false}
        rowClick="show"
        empty={<ListEmpty none="没有符合条件的户" nothingYet="还没有农户。先从导入放进名册" />}
      >
        <DataTable.Col
          source="name"
          label="农户"
          render={(row: Row) => (
            <Two
              strong
              first={`${row.headName}户`}
              second={[row.village?.name, row.villageGroup].filter(Boolean).join(' ')}
            />
          )}
        />
        <DataTable.Col source="povertyStatusLabel" label="脱贫属性" disableSort />
        <DataTable.Col source="causeLabel" label="致贫原因" disableSort />
        <DataTable.Col
          align="right"
          data-label="人口"
          source="size"
          label="人口"
          render={(row: Row) => withUnit(row.size, '人')}
        />
        <DataTable.NumberCol data-label="困难程度" source="need" label="困难程度" />
        <DataTable.Col
          data-label="朋友"
          source="friends"
          label="现在的朋友"
          disableSort
          render={(row: Row) => <Friends row={row} />}
        />
      </DataTable>
    </ListPage>
  );
};

const Chips = ({ within }: { within: string | null }) => {
  const { data: counts } = useAsk(HouseholdCountsDocument, { within });
  return (
    <FilterChips
      choices={[
        {
          key: 'all',
          label: '全部',
          filter: { friend: undefined, eligible: undefined },
          count: counts?.all.total,
        },
        {
          key: 'none',
          label: '没有干部',
          filter: { friend: 'NONE', eligible: true },
          count: counts?.none.total,
        },
        {
          key: 'many',
          label: '不止一个',
          filter: { friend: 'MANY', eligible: undefined },
          count: counts?.many.total,
        },
      ]}
    />
  );
};

const Friends = ({ row }: { row: Row }) => {
  const now = row.friends.filter(({ to }) => to === null);
  if (now.length === 0) {
    return (
      <Box component="span" sx={{ color: row.eligible ? 'lamp.red.text' : 'text.disabled' }}>
        {row.eligible ? '还没有' : '不计'}
      </Box>
    );
  }
  return (
    <>
      {now
        .map(({ kind, cadre }) => `${cadre?.name ?? ''}${kind === 'RETAINED' ? '（仍做朋友）' : ''}`)
        .join('、')}
    </>
  );
};

export default HouseholdList;
