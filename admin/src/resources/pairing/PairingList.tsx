import { ColumnsButton, DataTable, FunctionField } from 'react-admin';
import type { PairingRowFragment } from '@qinyou/schema';
import { FilterChips, formatFullDate, ListEmpty, ListPage } from '../../shared/index.ts';
import { useArea } from '../../layout/area.ts';
import { placeName } from './board-words.ts';
import { Two } from './BoardRow.tsx';

const KINDS = { RESPONSIBLE: '负责', RETAINED: '仍做朋友' } as const;
const SOURCES = {
  ROSTER: '花名册导入',
  DUTY: '帮扶责任',
  ASSIGNED: '安排',
  CHOSEN: '重复里选定',
  HANDOVER: '交接',
  ALLOCATION: '统筹分配',
} as const;

const SORTS = [
  { field: 'place', order: 'ASC', label: '按村' },
  { field: 'from', order: 'DESC', label: '新结的在前' },
  { field: 'from', order: 'ASC', label: '早结的在前' },
] as const;

const place = ({ household }: PairingRowFragment) =>
  [
    household?.village?.parent?.name,
    household?.village && placeName(household.village.name),
    household?.villageGroup,
  ]
    .filter(Boolean)
    .join(' ');

/** 结对关系: every pairing of the area, in the order of the territory. */
const PairingList = () => {
  const [area] = useArea();
  return (
    <ListPage
      heading={{ title: '结对关系', crumbs: [{ label: area.name }] }}
      exportAs="pairings"
      sort={{ field: 'place', order: 'ASC' }}
      sorts={SORTS}
      filter={area.path && !area.path.includes('@') ? { within: area.path } : {}}
      filterDefaultValues={{ standing: true }}
      chips={
        <FilterChips
          choices={[
            { key: 'standing', label: '正在结对', filter: { standing: true, kind: undefined } },
            { key: 'retained', label: '仍做朋友', filter: { standing: true, kind: 'RETAINED' } },
            { key: 'over', label: '已结束', filter: { standing: false, kind: undefined } },
          ]}
        />
      }
      tools={<ColumnsButton />}
    >
      <DataTable<PairingRowFragment & { id: string }>
        bulkActionButtons={false}
        rowClick={false}
        empty={<ListEmpty none="没有符合条件的结对" nothingYet="还没有结对" />}
      >
        <DataTable.Col source="household" label="农户" disableSort>
          <FunctionField<PairingRowFragment & { id: string }>
            render={(row) => <Two strong first={`${row.household?.headName ?? ''}户`} second={place(row)} />}
          />
        </DataTable.Col>
        <DataTable.Col source="cadre" label="干部" disableSort>
          <FunctionField<PairingRowFragment & { id: string }>
            render={(row) => <Two first={row.cadre?.name ?? ''} second={row.cadre?.unit?.name ?? ''} />}
          />
        </DataTable.Col>
        <DataTable.Col
          source="kind"
          label="关系"
          disableSort
          render={(row: PairingRowFragment) => KINDS[row.kind]}
        />
        <DataTable.Col
          data-label="起"
          source="from"
          label="从何时起"
          render={(row: PairingRowFragment) => formatFullDate(row.from)}
        />
        <DataTable.Col
          data-label="止"
          source="to"
          label="到何时止"
          disableSort
          render={(row: PairingRowFragment) => (row.to ? formatFullDate(row.to) : null)}
        />
        <DataTable.Col
          source="source"
          label="来历"
          disableSort
          render={(row: PairingRowFragment) => SOURCES[row.source]}
        />
      </DataTable>
    </ListPage>
  );
};

export default PairingList;
