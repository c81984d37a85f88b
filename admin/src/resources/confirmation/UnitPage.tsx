import { useParams } from 'react-router-dom';
import { useYear } from '../../layout/area.ts';
import { UnitYear } from './UnitYear.tsx';

/** One unit's year, for whoever may see it. */
const UnitPage = () => {
  const { unitId = '' } = useParams();
  const [year] = useYear();
  return <UnitYear unitId={unitId} year={year} crumbs={[{ label: '年度确认', to: '/confirmation' }]} />;
};

export default UnitPage;
