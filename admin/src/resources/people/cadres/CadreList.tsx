import Add from '@mui/icons-material/Add';
import { Box, Button } from '@mui/material';
import { CadreCountsDocument, type CadreRowFragment } from '@qinyou/schema';
import { useState } from 'react';
import { ColumnsButton, DataTable } from 'react-admin';
import { useArea } from '../../../layout/area.ts';
import { useMay } from '../../../providers/session.ts';
import { FilterChips, ListEmpty, ListPage, ListSearch, useAsk, withUnit } from '../../../shared/index.ts';
import { Two } from '../parts/Two.tsx';
import { CADRE_KIND, CADRE_STATUS, RANK } from '../people-words.ts';
import { CadreForms } from './CadreForms.tsx';

type Row = CadreRowFragment & { id: string };
const SORTS = [
  { field: 'place', order: 'ASC', label: '按单位' },
  { field: 'name', order: 'ASC', label: '按姓名' },
] as const;
const NONE = { friendless: undefined, status: undefined };

/** 干部: everybody who makes a friend, unit by unit. */
const CadreList = () => {
  const [area] = useArea();
  const allowed = useMay('people.changeCadres');
  const [adding, setAdding] = useState(false);
  const within = area.path || null;
  const { data: counts } = useAsk(CadreCountsDocument, { within });
  return (
    <>
      <ListPage
        heading={{
          title: '干部',
          crumbs: [{ label: area.name }],
          actions: allowed && (
            <Button variant="contained" startIcon={<Add />} onClick={() => setAdding(true)}>
              登记一人
            </Button>
          ),
        }}
        exportAs="cadres"
        filter={within ? { within } : {}}
        sort={{ field: 'place', order: 'ASC' }}
        sorts={SORTS}
        chips={
          <FilterChips
            choices={[
              { key: 'all', label: '全部', filter: NONE, count: counts?.all.total },
              {
                key: 'none',
                label: '还没有朋友',
                filter: { ...NONE, friendless: true },
                count: counts?.friendless.total,
              },
              {
                key: 'seconded',
                label: '借调中',
                filter: { ...NONE, status: 'SECONDED' },
                count: counts?.seconded.total,
              },
              {
                key: 'retired',
                label: '已退休',
                filter: { ...NONE, status: 'RETIRED' },
                count: counts?.retired.total,
              },
            ]}
          />
        }
        tools={
          <>
            <ListSearch hint="姓名两个字、拼音首字母、单位" />
            <ColumnsButton />
          </>
        }
      >
        <DataTable<Row>
          bulkActionButtons={false}
          rowClick="show"
          empty={<ListEmpty none="没有符合条件的人" nothingYet="还没有干部。先从导入放进名册" />}
        >
          <DataTable.Col
            source="name"
            label="姓名"
            render={(row: Row) => <Two strong first={row.name} second={row.unit?.name ?? ''} />}
          />
          <DataTable.Col
            source="rankTitle"
            label="职级"
            disableSort
            render={(row: Row) => row.rankTitle || '没写'}
          />
          <DataTable.Col source="rank" label="职级类别" disableSort render={(row: Row) => RANK[row.rank]} />
          <DataTable.Col source="kind" label="类别" disableSort render={(row: Row) => CADRE_KIND[row.kind]} />
          <DataTable.Col
            source="status"
            label="状态"
            disableSort
            render={(row: Row) => CADRE_STATUS[row.status]}
          />
          <DataTable.Col
            align="right"
            data-label="负责"
            source="load"
            label="负责"
            disableSort
            render={(row: Row) => <Load row={row} />}
          />
        </DataTable>
      </ListPage>
      {adding && <CadreForms form="register" onClose={() => setAdding(false)} />}
    </>
  );
};

/** R1: an active official owes at least one friend. */
const Load = ({ row }: { row: Row }) => {
  const owes = row.kind === 'OFFICIAL' && (row.status === 'ACTIVE' || row.status === 'SECONDED');
  if (row.load > 0) return <>{withUnit(row.load, '户')}</>;
  return (
    <Box component="span" sx={{ color: owes ? 'lamp.red.text' : 'text.disabled' }}>
      {owes ? '还没有' : '不计'}
    </Box>
  );
};

export default CadreList;
