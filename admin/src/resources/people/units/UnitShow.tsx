import Edit from '@mui/icons-material/EditOutlined';
import { Button } from '@mui/material';
import { UnitDocument } from '@qinyou/schema';
import { useState } from 'react';
import { Link, useParams } from 'react-router-dom';
import { useMay } from '../../../providers/session.ts';
import {
  Answer,
  Empty,
  formatFullDate,
  PageHeading,
  Row,
  RowList,
  Section,
  useAsk,
  WithAside,
  withUnit,
} from '../../../shared/index.ts';
import { ChangeLog } from '../parts/ChangeLog.tsx';
import { Facts, Tag } from '../parts/Facts.tsx';
import { UNIT_FIELD, UNIT_LEVEL } from '../people-words.ts';
import { UnitForms, type UnitForm, type UnitRecord } from './UnitForms.tsx';

/** One unit: what it is, which villages it looks after, what was changed. */
const UnitShow = () => {
  const { id = '' } = useParams();
  const asked = useAsk(UnitDocument, { id });
  return (
    <Answer of={asked} rows={8}>
      {({ unit }) => <Story unit={unit} />}
    </Answer>
  );
};

const Story = ({ unit }: { unit: UnitRecord }) => {
  const allowed = useMay('people.changeUnits');
  const change = allowed && !unit.endedOn;
  const [form, setForm] = useState<UnitForm | null>(null);
  return (
    <>
      <PageHeading
        title={unit.name}
        crumbs={unit.places.map(({ name }) => ({ label: name }))}
        beside={
          <>
            <Tag>{UNIT_LEVEL[unit.level] ?? unit.level}</Tag>
            <Tag>在岗 {withUnit(unit.headcount, '人')}</Tag>
            {unit.endedOn && <Tag>{formatFullDate(unit.endedOn)}撤销</Tag>}
          </>
        }
        actions={
          <>
            <Button
              variant="outlined"
              component={Link}
              to={`/cadres?filter=${encodeURIComponent(JSON.stringify({ unitId: unit.id }))}`}
            >
              看这里的人
            </Button>
            {change && (
              <Button variant="contained" startIcon={<Edit />} onClick={() => setForm({ kind: 'edit' })}>
                修改资料
              </Button>
            )}
          </>
        }
      />
      <WithAside
        aside={
          <Section title="简介">
            <Facts
              facts={[
                { label: '代码', value: unit.code },
                { label: '设在', value: unit.seat?.name ?? '' },
                { label: '由谁会签', value: unit.administeredBy?.name ?? '' },
                { label: '管什么', value: unit.field ? (UNIT_FIELD[unit.field] ?? unit.field) : '没写' },
                ...(unit.formerNames.length > 0
                  ? [{ label: '以前叫', value: unit.formerNames.join('、') }]
                  : []),
              ]}
            />
          </Section>
        }
      >
        <Villages unit={unit} onForm={change ? setForm : undefined} />
        <Section title="改动记录" hint={withUnit(unit.history.length, '条')} padded={false}>
          <ChangeLog acts={unit.history} />
        </Section>
      </WithAside>
      {form && <UnitForms form={form} unit={unit} onClose={() => setForm(null)} />}
    </>
  );
};

const Villages = ({ unit, onForm }: { unit: UnitRecord; onForm: ((form: UnitForm) => void) | undefined }) => (
  <Section
    title="包哪几个村"
    hint={withUnit(unit.villages.filter(({ to }) => to === null).length, '个村')}
    padded={unit.villages.length === 0}
    aside={
      onForm && (
        <Button size="small" onClick={() => onForm({ kind: 'assign' })}>
          再包一个村
        </Button>
      )
    }
  >
    {unit.villages.length === 0 && <Empty kind="none" title="还没有包村" />}
    <RowList>
      {unit.villages.map(({ id, from, to, village }) => (
        <Row
          key={id}
          faded={to !== null}
          title={<b>{village?.name}</b>}
          detail={`${formatFullDate(from)}起${to ? `，到 ${formatFullDate(to)}` : ''}`}
        >
          {onForm && !to && (
            <Button
              size="small"
              color="secondary"
              onClick={() => onForm({ kind: 'end', assignmentId: id, village: village?.name ?? '' })}
            >
              不再包
            </Button>
          )}
        </Row>
      ))}
    </RowList>
  </Section>
);

export default UnitShow;
