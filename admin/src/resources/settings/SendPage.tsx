import { Box, Button } from '@mui/material';
import {
  MunicipalPlacesDocument,
  SendMunicipalCadresDocument,
  TakeBackMunicipalCadresDocument,
  type MunicipalPlacesQuery,
} from '@qinyou/schema';
import { useState } from 'react';
import { useParams } from 'react-router-dom';
import { useYear } from '../../layout/area.ts';
import { useProgrammeYears } from '../../layout/programme-years.ts';
import {
  Answer,
  Empty,
  PageHeading,
  ready,
  Section,
  StickyBar,
  useAsk,
  useIntent,
  withUnit,
} from '../../shared/index.ts';
import { CandidateTable, type Candidate } from './send/CandidateTable.tsx';
import { PromiseBar } from './send/PromiseBar.tsx';
import { SentTable } from './send/SentTable.tsx';

type Place = MunicipalPlacesQuery['municipalPlaces'][number];

/** 派干部: whom of its units’ people the city sends a county for a year, within the places promised there (R6). */
const SendPage = () => {
  const { countyId } = useParams();
  const years = useProgrammeYears();
  const [chosen] = useYear();
  const year = chosen ?? years[0] ?? 0;
  const asked = useAsk(MunicipalPlacesDocument, { year }, { enabled: year > 0 });
  return (
    <Answer of={asked} rows={8}>
      {({ municipalPlaces }) => {
        const place = municipalPlaces.find(({ id }) => id === countyId);
        return place ? (
          <Sending key={`${place.id} ${String(year)}`} year={year} place={place} />
        ) : (
          <Empty kind="none" title="没有这个县，或不归你看" />
        );
      }}
    </Answer>
  );
};

const Sending = ({ year, place }: { year: number; place: Place }) => {
  const { id: countyId, county, places, used, named } = place;
  const [chosen, setChosen] = useState<ReadonlyMap<string, Candidate>>(new Map());
  const inputOf = (cadreIds: string[]) => ({ input: { year, countyId, cadreIds } });
  const send = useIntent(SendMunicipalCadresDocument, {
    said: (_, { input }) => `${withUnit(input.cadreIds.length, '名')}干部派到了${county}`,
    undo: (_, { input }) => ready(TakeBackMunicipalCadresDocument, { input }),
  });
  const wanted = [...chosen.values()].reduce((sum, { placesLeft }) => sum + placesLeft, 0);
  const left = places - used - named;
  const sendAll = async () => {
    if (await send.run(inputOf([...chosen.keys()]))) setChosen(new Map());
  };
  return (
    <>
      <PageHeading
        title={`派干部去${county}`}
        crumbs={[{ label: '市直名额', to: '/settings/places' }, { label: `${String(year)} 年度` }]}
        beside="派去的人由县里安排到户；一名干部一年只派一个县"
      />
      <Box sx={{ display: 'grid', gap: 1.5 }}>
        <Section title={`市直名额 ${withUnit(places, '户')}`} hint={leftWords(places, left)}>
          <PromiseBar places={places} used={used} named={named} wanted={wanted} />
        </Section>
        <SentTable year={year} place={place} inputOf={inputOf} />
        <CandidateTable year={year} chosen={chosen} onChoose={setChosen} />
        <StickyBar says={says(chosen.size, wanted, left)}>
          <Button
            variant="contained"
            disabled={chosen.size === 0 || wanted > left || send.pending}
            onClick={() => void sendAll()}
          >
            {chosen.size === 0 ? '还没有选' : `派 ${withUnit(chosen.size, '名')}去${county}`}
          </Button>
        </StickyBar>
      </Box>
    </>
  );
};

const leftWords = (places: number, left: number): string => {
  if (places === 0) return '还没有给这个县名额，先在「市直名额」里给';
  return left > 0 ? `还有 ${withUnit(left, '户')}没有定由谁去` : '都有人去了';
};

function says(people: number, wanted: number, left: number): string {
  if (people === 0) return '先勾选要派的干部';
  const can = `选了 ${withUnit(people, '名')}，能接 ${withUnit(wanted, '户')}`;
  if (wanted > left) return `${can}，比没定的名额多 ${withUnit(wanted - left, '户')}：少选几名，或先加名额`;
  return wanted === left ? `${can}，名额正好用完` : `${can}，还剩 ${withUnit(left - wanted, '户')}没有定`;
}

export default SendPage;
