import Add from '@mui/icons-material/Add';
import { Button } from '@mui/material';
import type { UnitRowFragment } from '@qinyou/schema';
import { useState } from 'react';
import { ColumnsButton, DataTable } from 'react-admin';
import { useArea } from '../../../layout/area.ts';
import { useMay } from '../../../providers/session.ts';
import { FilterChips, ListEmpty, ListPage, ListSearch, withUnit } from '../../../shared/index.ts';
import { Two } from '../parts/Two.tsx';
import { UNIT_FIELD, UNIT_LEVEL } from '../people-words.ts';
import { RegisterUnit } from './UnitForms.tsx';

type Row = UnitRowFragment & { id: string };

/** 单位: employers and organisations that join in, place by place. */
const UnitList = () => {
  const [area] = useArea();
  const allowed = useMay('people.changeUnits');
  const [adding, setAdding] = useState(false);
  return (
    <>
      <ListPage
        heading={{
          title: '单位',
          crumbs: [{ label: area.name }],
          actions: allowed && (
            <Button variant="contained" startIcon={<Add />} onClick={() => setAdding(true)}>
              登记单位
            </Button>
          ),
        }}
        filter={area.path ? { within: area.path } : {}}
        chips={
          <FilterChips
            choices={[
              { key: 'all', label: '全部', filter: { level: undefined } },
              ...Object.entries(UNIT_LEVEL).map(([level, label]) => ({
                key: level,
                label,
                filter: { level },
              })),
            ]}
          />
        }
        tools={
          <>
            <ListSearch hint="单位名里的字、代码" />
            <ColumnsButton />
          </>
        }
      >
        <DataTable<Row>
          bulkActionButtons={false}
          rowClick="show"
          empty={<ListEmpty none="没有符合条件的单位" nothingYet="还没有单位" />}
        >
          <DataTable.Col
            source="name"
            label="单位"
            disableSort
            render={(row: Row) => <Two strong first={row.name} second={row.seat?.name ?? ''} />}
          />
          <DataTable.Col
            source="level"
            label="层级"
            disableSort
            render={(row: Row) => UNIT_LEVEL[row.level]}
          />
          <DataTable.Col
            source="field"
            label="管什么"
            disableSort
            render={(row: Row) => (row.field ? UNIT_FIELD[row.field] : '')}
          />
          <DataTable.Col
            align="right"
            data-label="在岗"
            source="headcount"
            label="在岗"
            disableSort
            render={(row: Row) => withUnit(row.headcount, '人')}
          />
          <DataTable.Col
            data-label="会签"
            source="administeredBy"
            label="由谁会签"
            disableSort
            render={(row: Row) => row.administeredBy?.name ?? ''}
          />
        </DataTable>
      </ListPage>
      {adding && <RegisterUnit onClose={() => setAdding(false)} />}
    </>
  );
};

export default UnitList;
