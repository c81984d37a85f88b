import { Box, Table, TableBody, TableCell, TableHead, TableRow } from '@mui/material';
import type { AllocationCertificateQuery } from '@qinyou/schema';
import { formatNumber, Section, stackedOnPhone, tight, withUnit } from '../../shared/index.ts';
import { coverageTile, CoverageGrid, type CoverageTile } from './run/CoverageCard.tsx';

type Certificate = AllocationCertificateQuery['allocationCertificate'];
type Place = Certificate['places'][number];

/** Place by place: who had a friend before and after, who has none, and why. */
export const CertificatePlaces = ({ certificate: { id, places } }: { certificate: Certificate }) => {
  const counties = places.filter(({ level }) => level === 'COUNTY');
  const towns = places.filter(({ level }) => level === 'TOWN');
  const shown = counties.length > 1 ? counties : towns;
  const tile = (place: Place, covered: number): CoverageTile => ({
    ...coverageTile(place, place.eligible - covered),
    to: `/allocation/${id}?within=${encodeURIComponent(place.path)}`,
  });
  return (
    <>
      <Section title="没有干部的户" footer="格子越深，没有干部的越多">
        <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: '1fr 1fr' } }}>
          <CoverageGrid title="发布以前" tiles={shown.map((place) => tile(place, place.coveredBefore))} />
          <CoverageGrid title="发布以后" tiles={shown.map((place) => tile(place, place.coveredAfter))} />
        </Box>
      </Section>
      <Section title="各地" padded={false}>
        <Box sx={{ overflowX: 'auto' }}>
          <Table size="small" sx={stackedOnPhone}>
            <TableHead>
              <TableRow>
                <TableCell scope="col">地方</TableCell>
                {['符合条件', '原来有干部', '现在有干部', '新结', '换人', '空白', '待安排'].map((word) => (
                  <TableCell key={word} scope="col" align="right">
                    {word}
                  </TableCell>
                ))}
                <TableCell scope="col">为什么没有</TableCell>
              </TableRow>
            </TableHead>
            <TableBody>
              {places.map((place) => (
                <PlaceRow key={place.id} place={place} />
              ))}
            </TableBody>
          </Table>
        </Box>
      </Section>
    </>
  );
};

const PlaceRow = ({ place }: { place: Place }) => {
  const county = place.level === 'COUNTY';
  const figures: [string, number][] = [
    ['符合条件', place.eligible],
    ['原来有干部', place.coveredBefore],
    ['现在有干部', place.coveredAfter],
    ['新结', place.new],
    ['换人', place.moved],
    ['空白', place.gaps],
    ['待安排', place.waiting],
  ];
  return (
    <TableRow>
      <TableCell component="th" scope="row" sx={{ whiteSpace: 'nowrap', pl: county ? undefined : 4 }}>
        {county ? <b>{place.name}</b> : place.name}
      </TableCell>
      {figures.map(([label, n]) => (
        <TableCell key={label} align="right" data-label={label}>
          {formatNumber(n)}
        </TableCell>
      ))}
      <TableCell
        sx={{
          minWidth: 160,
          typography: 'body2',
          color: 'text.secondary',
          wordBreak: 'keep-all',
          overflowWrap: 'anywhere',
        }}
      >
        {place.gaps + place.waiting === 0
          ? `${withUnit(place.eligible, '户')}都有干部`
          : tight(place.reasons.join('；'))}
      </TableCell>
    </TableRow>
  );
};
