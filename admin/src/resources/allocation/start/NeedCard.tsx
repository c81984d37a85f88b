import { Box, Button, Table, TableBody, TableCell, TableHead, TableRow } from '@mui/material';
import { AllocationNeedDocument, type AllocationNeedQuery } from '@qinyou/schema';
import { useState } from 'react';
import {
  Answer,
  CardFoot,
  Empty,
  formatNumber,
  Pager,
  Section,
  stackedOnPhone,
  Tag,
  useAsk,
  withUnit,
} from '../../../shared/index.ts';
import { placeName } from '../../pairing/board-words.ts';

type Place = AllocationNeedQuery['allocationNeed'][number];
const SIZE = 15;
const LEVEL: Readonly<Record<string, string>> = { COUNTY: '县', TOWN: '镇', VILLAGE: '村' };

/** 哪里缺: who waits, by county, town and village; poor villages first, then where most wait. */
export const NeedCard = ({ path, year }: { path: string; year: number | null }) => {
  /** The places passed on the way down. */
  const [trail, setTrail] = useState<readonly { path: string; name: string }[]>([]);
  const [page, setPage] = useState(1);
  const within = trail.at(-1)?.path ?? path;
  const need = useAsk(AllocationNeedDocument, { within, year, runId: null });
  const go = (next: readonly { path: string; name: string }[]) => {
    setTrail(next);
    setPage(1);
  };
  return (
    <Section
      title={trail.length > 0 ? `哪里缺：${trail.map(({ name }) => name).join(' › ')}` : '哪里缺'}
      hint={trail.length > 0 ? undefined : '没有干部的户，贫困村在前，缺得多的在前'}
      padded={false}
      aside={
        trail.length > 0 && (
          <Button size="small" sx={{ mr: -1 }} onClick={() => go(trail.slice(0, -1))}>
            回上一级
          </Button>
        )
      }
    >
      <Answer of={need} rows={8}>
        {({ allocationNeed }) => {
          const places = allocationNeed.filter(({ eligible }) => eligible > 0).toSorted(worstFirst);
          const shown = places.slice((page - 1) * SIZE, page * SIZE);
          if (places.length === 0) return <Empty kind="none" title="这里还没有符合条件的农户" />;
          return (
            <>
              <Table size="small" sx={stackedOnPhone}>
                <TableHead>
                  <TableRow>
                    <TableCell scope="col">{LEVEL[places[0]?.level ?? ''] ?? '地方'}</TableCell>
                    {['没有干部', '其中最困难', '符合条件'].map((word) => (
                      <TableCell key={word} scope="col" align="right">
                        {word}
                      </TableCell>
                    ))}
                  </TableRow>
                </TableHead>
                <TableBody>
                  {shown.map((place) => (
                    <NeedRow
                      key={place.id}
                      place={place}
                      onOpen={
                        place.level === 'VILLAGE'
                          ? null
                          : () => go([...trail, { path: place.path, name: placeName(place.name) }])
                      }
                    />
                  ))}
                </TableBody>
              </Table>
              {places.length > SIZE && (
                <CardFoot>
                  <Pager page={page} size={SIZE} total={places.length} unit="个" onPage={setPage} />
                </CardFoot>
              )}
            </>
          );
        }}
      </Answer>
    </Section>
  );
};

const worstFirst = (a: Place, b: Place) =>
  Number(b.poor) - Number(a.poor) || b.waiting - a.waiting || (a.path < b.path ? -1 : 1);

const NeedRow = ({ place, onOpen }: { place: Place; onOpen: (() => void) | null }) => (
  <TableRow hover>
    <TableCell component="th" scope="row">
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 1 }}>
        {onOpen ? (
          <Button size="small" sx={{ ml: '-10px' }} onClick={onOpen}>
            {placeName(place.name)}
          </Button>
        ) : (
          placeName(place.name)
        )}
        {place.poor && <Tag>贫困村</Tag>}
      </Box>
    </TableCell>
    <TableCell align="right" data-label="没有干部">
      {place.waiting > 0 ? <b>{withUnit(place.waiting, '户')}</b> : '都有'}
    </TableCell>
    <TableCell align="right" data-label="其中最困难">
      {formatNumber(place.waitingHard)}
    </TableCell>
    <TableCell align="right" data-label="符合条件">
      {formatNumber(place.eligible)}
    </TableCell>
  </TableRow>
);
