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
  const asked = places.every(({ duplicates }) => duplicates !== null);
  const figures = FIGURES.filter(([, of]) => asked || of !== duplicatesOf);
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
      <Section title="各地" padded={false} footer={asked ? AS_ON_BOARD : BEFORE}>
        <Box sx={{ overflowX: 'auto' }}>
          <Table size="small" sx={stackedOnPhone}>
            <TableHead>
              <TableRow>
                <TableCell scope="col">地方</TableCell>
                {figures.map(([word]) => (
                  <TableCell key={word} scope="col" align="right">
                    {word}
                  </TableCell>
                ))}
                <TableCell scope="col">为什么没有</TableCell>
              </TableRow>
            </TableHead>
            <TableBody>
              {places.map((place) => (
                <PlaceRow key={place.id} place={place} figures={figures} />
              ))}
            </TableBody>
          </Table>
        </Box>
      </Section>
    </>
  );
};

const AS_ON_BOARD = '空白、重复和待安排是发布那一刻看板上的数';
/** Of certificates of before the board was asked. */
const BEFORE = '这份证明开得早，空白是按原因算的，和看板上的数可能不同';

const duplicatesOf = (place: Place) => place.duplicates;
const FIGURES: readonly (readonly [string, (place: Place) => number | null])[] = [
  ['符合条件', (place) => place.eligible],
  ['原来有干部', (place) => place.coveredBefore],
  ['现在有干部', (place) => place.coveredAfter],
  ['新结', (place) => place.new],
  ['换人', (place) => place.moved],
  ['空白', (place) => place.gaps],
  ['重复', duplicatesOf],
  ['待安排', (place) => place.waiting],
];

const PlaceRow = ({ place, figures }: { place: Place; figures: typeof FIGURES }) => {
  const county = place.level === 'COUNTY';
  return (
    <TableRow>
      <TableCell component="th" scope="row" sx={{ whiteSpace: 'nowrap', pl: county ? undefined : 4 }}>
        {county ? <b>{place.name}</b> : place.name}
      </TableCell>
      {figures.map(([label, of]) => (
        <TableCell key={label} align="right" data-label={label}>
          {formatNumber(of(place))}
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
        {place.coveredAfter === place.eligible
          ? `${withUnit(place.eligible, '户')}都有干部`
          : tight(place.reasons.join('；'))}
      </TableCell>
    </TableRow>
  );
};
