import { Table, TableBody, TableCell, TableHead, TableRow } from '@mui/material';
import type { AllocationSupplyQuery, Rank } from '@qinyou/schema';
import { formatNumber, stackedOnPhone, withUnit } from '../../../shared/index.ts';
import { RANK } from '../../people/people-words.ts';

type Unit = AllocationSupplyQuery['allocationSupply'][number];

/** What the ranks of R1 can take, all units together. */
export const SupplyByRank = ({ units }: { units: readonly Unit[] }) => {
  const lines = units.flatMap(({ ranks }) => ranks);
  const rows = (Object.keys(RANK) as Rank[]).map((rank) => {
    const of = lines.filter((line) => line.rank === rank);
    const sum = (name: 'cadres' | 'withoutFriend' | 'placesLeft') =>
      of.reduce((all, line) => all + line[name], 0);
    return {
      rank,
      cadres: sum('cadres'),
      withoutFriend: sum('withoutFriend'),
      placesLeft: sum('placesLeft'),
    };
  });
  return (
    <Table size="small" sx={stackedOnPhone} aria-label="按职级">
      <TableHead>
        <TableRow>
          <TableCell scope="col">职级</TableCell>
          <TableCell scope="col" align="right">
            还能接
          </TableCell>
          <TableCell scope="col" align="right">
            还没有户的干部
          </TableCell>
          <TableCell scope="col" align="right">
            干部和社会人士
          </TableCell>
        </TableRow>
      </TableHead>
      <TableBody>
        {rows
          .filter(({ cadres }) => cadres > 0)
          .map(({ rank, cadres, withoutFriend, placesLeft }) => (
            <TableRow key={rank}>
              <TableCell component="th" scope="row">
                {RANK[rank]}
              </TableCell>
              <TableCell align="right" data-label="还能接">
                {withUnit(placesLeft, '户')}
              </TableCell>
              <TableCell align="right" data-label="还没有户的干部">
                {formatNumber(withoutFriend)}
              </TableCell>
              <TableCell align="right" data-label="一共">
                {withUnit(cadres, '人')}
              </TableCell>
            </TableRow>
          ))}
      </TableBody>
    </Table>
  );
};
