import { Button, Table, TableBody, TableCell, TableHead, TableRow } from '@mui/material';
import {
  SendMunicipalCadresDocument,
  SentCadresDocument,
  TakeBackMunicipalCadresDocument,
  type MunicipalPlacesQuery,
  type SendCadresInput,
} from '@qinyou/schema';
import { useState } from 'react';
import {
  Answer,
  CardFoot,
  formatMoment,
  Pager,
  ready,
  Section,
  stackedOnPhone,
  useAsk,
  useIntent,
  withUnit,
} from '../../../shared/index.ts';
import { RANK } from '../../people/people-words.ts';
import { Two } from '../../people/parts/Two.tsx';

const SIZE = 20;

interface Props {
  year: number;
  place: MunicipalPlacesQuery['municipalPlaces'][number];
  inputOf: (cadreIds: string[]) => { input: SendCadresInput };
}

/** 已经派去的, each to be taken back. */
export const SentTable = ({ year, place: { id: countyId, county, cadres }, inputOf }: Props) => {
  const [page, setPage] = useState(1);
  const asked = useAsk(
    SentCadresDocument,
    { filter: { year, countyId }, page: { number: page, size: SIZE } },
    { enabled: cadres > 0 },
  );
  const takeBack = useIntent(TakeBackMunicipalCadresDocument, {
    said: () => '收回了。已经结对的户不动',
    undo: (_, { input }) => ready(SendMunicipalCadresDocument, { input }),
  });
  if (cadres === 0) return null;
  return (
    <Section
      title={`已派去 ${withUnit(cadres, '名')}`}
      hint={`由${county}安排到户；收回不动已经结对的户`}
      padded={false}
    >
      <Answer of={asked} rows={3}>
        {({ sentCadres: { items } }) => (
          <>
            <Table size="small" sx={stackedOnPhone} aria-label="已派去的">
              <TableHead>
                <TableRow>
                  {['干部', '职级', '派去的时间'].map((word) => (
                    <TableCell key={word} scope="col">
                      {word}
                    </TableCell>
                  ))}
                  <TableCell scope="col" align="right">
                    在这里已结对
                  </TableCell>
                  <TableCell scope="col" align="right">
                    还能接
                  </TableCell>
                  <TableCell />
                </TableRow>
              </TableHead>
              <TableBody>
                {items.map(({ id, name, unit, rank, at, here, placesLeft }) => (
                  <TableRow key={id} hover>
                    <TableCell component="th" scope="row">
                      <Two first={name} second={unit} />
                    </TableCell>
                    <TableCell data-label="职级">{RANK[rank]}</TableCell>
                    <TableCell data-label="派去的时间">{formatMoment(at)}</TableCell>
                    <TableCell align="right" data-label="在这里已结对">
                      {withUnit(here, '户')}
                    </TableCell>
                    <TableCell align="right" data-label="还能接">
                      {withUnit(placesLeft, '户')}
                    </TableCell>
                    <TableCell align="right">
                      <Button
                        size="small"
                        aria-label={`收回${name}`}
                        disabled={takeBack.pending}
                        onClick={() => void takeBack.run(inputOf([id]))}
                      >
                        收回
                      </Button>
                    </TableCell>
                  </TableRow>
                ))}
              </TableBody>
            </Table>
            {cadres > SIZE && (
              <CardFoot>
                <Pager page={page} size={SIZE} total={cadres} unit="名" onPage={setPage} />
              </CardFoot>
            )}
          </>
        )}
      </Answer>
    </Section>
  );
};
