import { UnitConfirmationsDocument } from '@qinyou/schema';
import { useSearchParams } from 'react-router-dom';
import { useArea, useYear } from '../../layout/area.ts';
import { Answer, Empty, PageHeading, useAsk } from '../../shared/index.ts';
import { CityView } from './CityView.tsx';
import { levelOf } from './confirmation-words.ts';
import { CountyView } from './CountyView.tsx';
import { UnitsTable } from './UnitsTable.tsx';
import { UnitYear } from './UnitYear.tsx';

/** 年度确认: the city sees its counties, a county its units and its signature, a liaison the own unit. */
const ConfirmationPage = () => {
  const [area] = useArea();
  const [year] = useYear();
  const [params] = useSearchParams();
  const asked = params.get('county');
  const inside = asked?.startsWith(area.path) ? asked : area.path;
  const level = levelOf(inside);
  if (level === 'UNIT') return <OwnUnit year={year} />;
  if (level === 'CITY') return <CityView name={area.name} year={year} />;
  if (level === 'COUNTY') {
    const crumbs = inside === area.path ? [] : [{ label: area.name, to: '/confirmation' }];
    return <CountyView key={inside} path={inside} year={year} crumbs={crumbs} />;
  }
  return (
    <>
      <PageHeading title={`${area.name} 年度确认`} beside="镇里的单位由县里会签" />
      <UnitsTable within={inside} year={year} direct="别的" past={false} />
    </>
  );
};

/** A liaison's own unit: the only one that their scope holds. */
const OwnUnit = ({ year }: { year: number | null }) => {
  const units = useAsk(UnitConfirmationsDocument, { filter: { year }, page: { number: 1, size: 1 } });
  return (
    <Answer of={units} rows={10}>
      {({ unitConfirmations: { items } }) =>
        items[0] ? (
          <UnitYear unitId={items[0].id} year={year} crumbs={[]} />
        ) : (
          <Empty kind="none" title="今年没有要确认的单位" />
        )
      }
    </Answer>
  );
};

export default ConfirmationPage;
