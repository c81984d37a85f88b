import { Box, Button } from '@mui/material';
import type { AllocationSupplyQuery, MunicipalPlacesQuery } from '@qinyou/schema';
import { Link } from 'react-router-dom';
import { useMay } from '../../../providers/session.ts';
import { Empty, Section, withUnit } from '../../../shared/index.ts';
import { SupplyByRank } from './SupplyByRank.tsx';
import { SupplyByUnit } from './SupplyByUnit.tsx';

type Sent = MunicipalPlacesQuery['municipalPlaces'][number];
type Unit = AllocationSupplyQuery['allocationSupply'][number];

/** 谁能接: what the units can take, by rank and by unit; those with cadres without a friend first, whom the city has sent marked. */
export const SupplyCard = ({ units, sent }: { units: readonly Unit[]; sent?: Sent | undefined }) => {
  const maySend = useMay('pairing.sendCadres');
  const sum = (of: (unit: Unit) => number) => units.reduce((all, unit) => all + of(unit), 0);
  const placesLeft = sum((unit) => unit.placesLeft);
  const withoutFriend = sum((unit) => unit.withoutFriend);
  const left = `还能接 ${withUnit(placesLeft, '户')}；${withUnit(withoutFriend, '名')}在岗干部还没有户`;
  return (
    <Section
      title="谁能接"
      hint={units.length > 0 ? left : undefined}
      padded={false}
      aside={
        maySend && (
          <Button
            size="small"
            sx={{ mr: -1 }}
            component={Link}
            to={sent ? `/settings/places/${sent.id}` : '/settings/places'}
          >
            {sent ? `派干部去${sent.county}` : '派干部去县里'}
          </Button>
        )
      }
    >
      {sent !== undefined && sent.places > 0 && (
        <Box sx={{ px: 2, py: 1.25, typography: 'body2', color: 'text.secondary' }}>{sentWords(sent)}</Box>
      )}
      {units.length === 0 ? (
        <Empty kind="none" title="这里还没有能接户的单位">
          先导入干部花名册，或在「单位」「干部」里登记。
        </Empty>
      ) : (
        <>
          <SupplyByRank units={units} />
          <SupplyByUnit units={units} />
        </>
      )}
    </Section>
  );
};

/** R6: the city promises so many households and names who takes them. */
const sentWords = ({ places, used, named, cadres }: Sent): string =>
  [
    `市里给了 ${withUnit(places, '户')}名额，已结对 ${withUnit(used, '户')}`,
    cadres > 0 && `派来的 ${withUnit(cadres, '名')}干部还能接 ${withUnit(named, '户')}`,
    places > used + named
      ? `还有 ${withUnit(places - used - named, '户')}等市办定由谁来`
      : '名额都定了由谁来',
  ]
    .filter(Boolean)
    .join('；');
