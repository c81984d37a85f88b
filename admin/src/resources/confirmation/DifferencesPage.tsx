import { CountyConfirmationDocument, type CountyYearFragment } from '@qinyou/schema';
import { useParams, useSearchParams } from 'react-router-dom';
import { useYear } from '../../layout/area.ts';
import { Answer, PageHeading, useAsk } from '../../shared/index.ts';
import { DraftTable, type Choice } from './DraftTable.tsx';

const CHOICES: readonly string[] = ['DIFFERENT', 'ALL', 'NEW', 'MOVED', 'ENDED', 'SAME'];

/** A county’s draft beside last year: the lists behind its figures. */
const DifferencesPage = () => {
  const { countyId = '' } = useParams();
  const [year] = useYear();
  const county = useAsk(CountyConfirmationDocument, { countyId, year });
  return (
    <Answer of={county} rows={12}>
      {({ countyConfirmation }) => <Loaded year={countyConfirmation} />}
    </Answer>
  );
};

const Loaded = ({ year: { county, differences } }: { year: CountyYearFragment }) => {
  const [params] = useSearchParams();
  const change = params.get('change') ?? '';
  return (
    <>
      <PageHeading
        title={`${county.name} ${String(county.year)} 年度和去年的差别`}
        crumbs={[
          { label: '年度确认', to: `/confirmation?county=${encodeURIComponent(county.path)}` },
          { label: '和去年的差别' },
        ]}
        beside="全县农户的责任结对，不论干部是哪个单位的"
      />
      <DraftTable
        key={change}
        whose={{ owner: 'COUNTY', id: county.id, year: county.year, past: county.past }}
        differences={differences}
        start={CHOICES.includes(change) ? (change as Choice) : undefined}
      />
    </>
  );
};

export default DifferencesPage;
