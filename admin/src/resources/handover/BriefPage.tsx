import Print from '@mui/icons-material/PrintOutlined';
import { Box, Button, Table, TableBody, TableCell, TableHead, TableRow } from '@mui/material';
import { BriefHouseholdsDocument, HandedOverDocument } from '@qinyou/schema';
import { useSearchParams } from 'react-router-dom';
import { useMe } from '../../providers/session.ts';
import {
  Answer,
  Empty,
  formatFullDate,
  PageHeading,
  Section,
  stackedOnPhone,
  today,
  useAsk,
  withUnit,
} from '../../shared/index.ts';
import { briefLines, handedLately, type BriefLine, type HandedOver } from './brief.ts';

/** 交接单: what was handed to somebody in the last month, a page of paper each; a cadre's own where nobody is named. */
const BriefPage = () => {
  const [params] = useSearchParams();
  const named = params.getAll('cadre');
  const whom = named.length > 0 ? named : [null];
  return (
    <>
      <PageHeading
        title="交接单"
        beside={<span>{formatFullDate(today())}打印；近 30 天接手的户</span>}
        actions={
          <Button variant="contained" startIcon={<Print />} onClick={() => window.print()}>
            打印
          </Button>
        }
      />
      <Box sx={{ display: 'grid', gap: 1.5, '@media print': { display: 'block' } }}>
        {whom.map((cadreId) => (
          <Box
            key={cadreId}
            sx={{ minWidth: 0, '@media print': { '&:not(:last-child)': { breakAfter: 'page' } } }}
          >
            <BriefOf cadreId={cadreId} />
          </Box>
        ))}
      </Box>
    </>
  );
};

const BriefOf = ({ cadreId }: { cadreId: string | null }) => {
  const asked = useAsk(HandedOverDocument, { cadreId });
  return (
    <Answer of={asked} rows={6}>
      {({ pairings: { items } }) => {
        const handed = items.filter((one) => handedLately(one, today()));
        return <BriefFor cadre={items[0]?.cadre ?? null} handed={handed} />;
      }}
    </Answer>
  );
};

const BriefFor = ({ cadre, handed }: { cadre: HandedOver['cadre']; handed: readonly HandedOver[] }) => {
  const me = useMe();
  const ids = handed.flatMap(({ household }) => household?.id ?? []);
  const asked = useAsk(BriefHouseholdsDocument, { ids }, { enabled: ids.length > 0 });
  const title = [cadre?.name ?? me?.displayName, cadre?.unit?.name].filter(Boolean).join('，');
  if (ids.length === 0)
    return (
      <Section title={title}>
        <Empty kind="none" title="近 30 天没有接手的户" />
      </Section>
    );
  return (
    <Answer of={asked} rows={6}>
      {({ householdsByIds }) => <Brief title={title} lines={briefLines(handed, householdsByIds)} />}
    </Answer>
  );
};

const Brief = ({ title, lines }: { title: string; lines: readonly BriefLine[] }) => (
  <Section title={title} hint={`接手 ${withUnit(lines.length, '户')}，先认门，核对电话和住址`} padded={false}>
    <Table size="small" sx={stackedOnPhone}>
      <TableHead>
        <TableRow>
          <TableCell>户主</TableCell>
          <TableCell>在哪里</TableCell>
          <TableCell align="right">人口</TableCell>
          <TableCell>致贫原因</TableCell>
          <TableCell>从何时起</TableCell>
          <TableCell>原来的朋友</TableCell>
        </TableRow>
      </TableHead>
      <TableBody>
        {lines.map(({ household, from, former }) => (
          <TableRow key={household.id}>
            <TableCell component="th" scope="row" sx={{ fontWeight: 600, whiteSpace: 'nowrap' }}>
              {household.headName}户
            </TableCell>
            <TableCell>
              {[household.village?.parent?.name, household.village?.name, household.villageGroup]
                .filter(Boolean)
                .join(' ')}
            </TableCell>
            <TableCell data-label="人口" align="right" sx={{ whiteSpace: 'nowrap' }}>
              {withUnit(household.size, '人')}
            </TableCell>
            <TableCell data-label="致贫原因">{household.causeLabel ?? '没写'}</TableCell>
            <TableCell data-label="从何时起" sx={{ whiteSpace: 'nowrap' }}>
              {formatFullDate(from)}
            </TableCell>
            <TableCell data-label="原来的朋友">
              <Former of={former} />
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
    <Box
      sx={{
        display: 'none',
        '@media print': { display: 'flex', justifyContent: 'space-between', px: 2, py: 4 },
      }}
    >
      {['交的人', '接的人', '日期'].map((word) => (
        <span key={word}>{word}：＿＿＿＿＿＿＿＿</span>
      ))}
    </Box>
  </Section>
);

const Former = ({ of: former }: { of: BriefLine['former'] }) => {
  if (!former)
    return (
      <Box component="span" sx={{ color: 'text.secondary' }}>
        不归你看，问办公室
      </Box>
    );
  const { name, unit, since, retained } = former;
  return (
    <div>
      {name}
      {unit && `，${unit}`}
      <Box sx={{ typography: 'caption', color: 'text.secondary' }}>
        {formatFullDate(since)}起负责；{retained ? '仍做朋友' : '不再是朋友'}
      </Box>
    </div>
  );
};

export default BriefPage;
