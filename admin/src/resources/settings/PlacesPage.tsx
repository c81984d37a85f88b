import { Box, Button, Table, TableBody, TableCell, TableHead, TableRow } from '@mui/material';
import {
  CountyNeedsDocument,
  MunicipalCapacityDocument,
  MunicipalPlacesDocument,
  SendMunicipalPlacesDocument,
  type MunicipalPlacesQuery,
} from '@qinyou/schema';
import { useState } from 'react';
import { Link } from 'react-router-dom';
import { useYear } from '../../layout/area.ts';
import { useProgrammeYears } from '../../layout/programme-years.ts';
import {
  Answer,
  Empty,
  formatNumber,
  PageHeading,
  Section,
  stackedOnPhone,
  useAsk,
  withUnit,
} from '../../shared/index.ts';
import { IntentDrawer } from '../people/parts/IntentDrawer.tsx';
import { SettingHistory } from './SettingHistory.tsx';

/** What tells how a county came to its places, and to whom of the city's people. */
const HISTORY = ['municipalPlace.send', 'municipalPlace.sendCadres', 'municipalPlace.takeBackCadres'];

type Place = MunicipalPlacesQuery['municipalPlaces'][number];

/** 市直名额: how many places of municipal and vertical units the city sends each county for a year (R6). */
const PlacesPage = () => {
  const years = useProgrammeYears();
  const [chosen] = useYear();
  const year = chosen ?? years[0];
  return year === undefined ? (
    <Empty kind="none" title="还没有年度">
      先在「年度和名额」里开一个年度
    </Empty>
  ) : (
    <Places year={year} />
  );
};

const Places = ({ year }: { year: number }) => {
  const asked = useAsk(MunicipalPlacesDocument, { year });
  const { data: needs } = useAsk(CountyNeedsDocument, { year });
  const { data: capacity } = useAsk(MunicipalCapacityDocument, { year });
  const [editing, setEditing] = useState<Place | null>(null);
  const friendless = new Map(
    (needs?.countyConfirmations ?? []).map((row) => [row.id, row.gaps + row.waiting]),
  );
  const can = capacity?.municipalCapacity;
  return (
    <>
      <PageHeading
        title="市直名额"
        crumbs={[{ label: `${String(year)} 年度` }]}
        beside="市直和垂管单位的干部，给各县多少户名额，派谁去；县里按名额算空白"
      />
      <Box sx={{ display: 'grid', gap: 1.5 }}>
        <Answer of={asked} rows={10}>
          {({ municipalPlaces }) => (
            <Section
              title={`已派 ${withUnit(sum(municipalPlaces.map(({ places }) => places)), '户')}`}
              hint={
                can &&
                `市直和垂管单位 ${formatNumber(can.officials)} 名在岗干部，已结对 ${formatNumber(can.paired)} 户，还能接 ${formatNumber(can.places)} 户`
              }
              padded={false}
            >
              <Box sx={{ overflowX: 'auto' }}>
                <Table sx={stackedOnPhone}>
                  <TableHead>
                    <TableRow>
                      <TableCell scope="col">县</TableCell>
                      {['还没有干部的户', '名额', '已结对', '派去的还能接', '没有定'].map((head) => (
                        <TableCell key={head} scope="col" align="right">
                          {head}
                        </TableCell>
                      ))}
                      <TableCell />
                    </TableRow>
                  </TableHead>
                  <TableBody>
                    {municipalPlaces.map((place) => (
                      <TableRow key={place.id}>
                        <TableCell component="th" scope="row">
                          <b>{place.county}</b>
                        </TableCell>
                        <TableCell data-label="还没有干部的户" align="right">
                          {shown(friendless.get(place.id))}
                        </TableCell>
                        <TableCell data-label="名额" align="right">
                          {formatNumber(place.places)}
                        </TableCell>
                        <TableCell data-label="已结对" align="right">
                          {formatNumber(place.used)}
                        </TableCell>
                        <TableCell data-label="派去的还能接" align="right">
                          {place.cadres > 0
                            ? `${withUnit(place.cadres, '名')}，${withUnit(place.named, '户')}`
                            : formatNumber(0)}
                        </TableCell>
                        <TableCell data-label="没有定" align="right">
                          {formatNumber(Math.max(0, place.places - place.used - place.named))}
                        </TableCell>
                        <TableCell align="right" sx={{ whiteSpace: 'nowrap' }}>
                          <Button
                            size="small"
                            component={Link}
                            to={`/settings/places/${place.id}`}
                            aria-label={`派干部去${place.county}`}
                          >
                            派干部
                          </Button>
                          <Button
                            size="small"
                            aria-label={`改${place.county}的名额`}
                            onClick={() => setEditing(place)}
                          >
                            改名额
                          </Button>
                        </TableCell>
                      </TableRow>
                    ))}
                  </TableBody>
                </Table>
              </Box>
            </Section>
          )}
        </Answer>
        <SettingHistory actions={HISTORY} />
      </Box>
      {editing && (
        <PlaceForm
          year={year}
          place={editing}
          friendless={friendless.get(editing.id)}
          onClose={() => setEditing(null)}
        />
      )}
    </>
  );
};

const sum = (numbers: readonly number[]) => numbers.reduce((all, one) => all + one, 0);
const shown = (count: number | undefined) => (count === undefined ? '' : formatNumber(count));

interface FormProps {
  year: number;
  place: Place;
  friendless: number | undefined;
  onClose: () => void;
}

const PlaceForm = ({ year, place, friendless, onClose }: FormProps) => (
  <IntentDrawer
    title={`改${place.county}的名额`}
    hint={`${String(year)} 年度现在派了 ${String(place.places)} 户，用了 ${String(place.used)} 户${friendless === undefined ? '' : `，还有 ${formatNumber(friendless)} 户没有干部`}。`}
    verb="保存名额"
    fields={[
      { name: 'places', label: '一共派几户', kind: 'number', required: true, helper: '包括已经用掉的' },
    ]}
    record={{ places: place.places }}
    version={place.places}
    consequence={({ places }) => <PlaceEffect place={place} next={Number(places)} />}
    document={SendMunicipalPlacesDocument}
    variables={(changes, seen, base) => ({
      input: { year, countyId: place.id, seen, places: Number(changes['places'] ?? base['places']) },
    })}
    said={({ sendMunicipalPlaces }) =>
      `${sendMunicipalPlaces.county}：一共 ${String(sendMunicipalPlaces.places)} 户`
    }
    onClose={onClose}
  />
);

const PlaceEffect = ({ place, next }: { place: Place; next: number }) => {
  if (!Number.isInteger(next) || next === place.places) return null;
  const left = next - place.used;
  return (
    <Box role="status" sx={{ typography: 'body2', color: left < 0 ? 'lamp.yellow.text' : 'text.secondary' }}>
      {left < 0
        ? `比已经用掉的少 ${String(-left)} 户：结对不动，县里不再多算名额。`
        : `县里还能再用 ${String(left)} 户，最困难的户里会多出这么多空白要补；没用完的，市里关账前要收回。`}
    </Box>
  );
};

export default PlacesPage;
