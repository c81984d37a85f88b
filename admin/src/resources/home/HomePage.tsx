import FileDownload from '@mui/icons-material/FileDownloadOutlined';
import UploadFile from '@mui/icons-material/UploadFileOutlined';
import { Box, Button } from '@mui/material';
import { HomeDocument } from '@qinyou/schema';
import { Link } from 'react-router-dom';
import { useArea, useYear } from '../../layout/area.ts';
import { useMay, useMe } from '../../providers/session.ts';
import {
  Answer,
  formatNumber,
  formatPercent,
  PageHeading,
  RampLegend,
  Section,
  TileGrid,
  today as todayInChina,
  useAsk,
} from '../../shared/index.ts';
import { tileOf } from './coverage.ts';
import { DayLine } from './DayLine.tsx';
import { DeadlineCard } from './DeadlineCard.tsx';
import type { Home } from './home.types.ts';
import { LampLegend } from './LampLegend.tsx';
import { OwnFriends } from './OwnFriends.tsx';
import { TodoList } from './TodoList.tsx';
import { Welcome } from './Welcome.tsx';

/** 今天要办 N 件: what is to be done, how far every place is, and whether the year’s confirmation will be in time. */
const HomePage = () => {
  const offices = useMay('home.read');
  const role = useMe()?.currentGrant?.role;
  if (offices) return <Today />;
  return role === 'CADRE' ? <OwnFriends /> : <Welcome />;
};

const Today = () => {
  const [area] = useArea();
  const [year] = useYear();
  const query = useAsk(HomeDocument, { path: area.path || null, year });
  const n = query.data?.home.todos.length;
  return (
    <>
      <PageHeading
        title={
          n === undefined ? '今天要办的事' : n === 0 ? '今天没有要办的事' : `今天要办 ${formatNumber(n)} 件`
        }
        beside={<DayLine asOf={query.data?.home.asOf} />}
        actions={<Actions />}
      />
      <Answer of={query} rows={8}>
        {({ home }) => <Standing home={home} />}
      </Answer>
    </>
  );
};

const Standing = ({ home: { todos, coverage, confirmation } }: { home: Home }) => {
  const today = todayInChina();
  const [{ path }] = useArea();
  const level = path.includes('@') ? 'UNIT' : path.split('/').length === 2 ? 'CITY' : 'OTHER';
  return (
    <Box
      sx={{
        display: 'grid',
        gridTemplateColumns: { xs: 'minmax(0, 1fr)', lg: 'minmax(0, 1fr) 344px' },
        gap: 2,
        alignItems: 'start',
      }}
    >
      <Box sx={{ display: 'grid', gap: 2, minWidth: 0 }}>
        <TodoList todos={todos} today={today} past={confirmation.past} />
        {coverage && coverage.tiles.length > 0 && <Coverage coverage={coverage} />}
      </Box>
      <Box component="aside" sx={{ display: 'grid', gap: 2, minWidth: 0 }}>
        <DeadlineCard today={today} confirmation={confirmation} level={level} />
        {!confirmation.past && <LampLegend />}
      </Box>
    </Box>
  );
};

const Coverage = ({
  coverage: { eligible, covered, tiles },
}: {
  coverage: NonNullable<Home['coverage']>;
}) => (
  <Section
    title="各地结对覆盖"
    hint={`应结对 ${formatNumber(eligible)} 户，已有干部 ${formatNumber(covered)} 户，占 ${formatPercent(eligible === 0 ? 1 : covered / eligible)}`}
    aside={<RampLegend from="都有干部" to="缺 5% 以上" />}
  >
    <TileGrid tiles={tiles.map(tileOf)} />
  </Section>
);

const Actions = () => {
  const mayImport = useMay('importRuns');
  const mayLedger = useMay('ledger.export');
  return (
    <>
      {mayLedger && (
        <Button component={Link} to="/ledger" variant="outlined" startIcon={<FileDownload />}>
          导出台账
        </Button>
      )}
      {mayImport && (
        <Button component={Link} to="/import" variant="outlined" startIcon={<UploadFile />}>
          导入花名册
        </Button>
      )}
    </>
  );
};

export default HomePage;
