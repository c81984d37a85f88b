import { SentCadresDocument } from '@qinyou/schema';
import { useState } from 'react';
import { Answer, Pager, Row, RowList, Section, Tag, useAsk, withUnit } from '../../../shared/index.ts';
import { RANK } from '../../people/people-words.ts';

const SIZE = 8;

/** 市派干部: whom the city has sent this county for the year (R6); the run places them as its own. */
export const SentCard = ({ year, countyId, cadres }: { year: number; countyId: string; cadres: number }) => {
  const [page, setPage] = useState(1);
  const asked = useAsk(SentCadresDocument, {
    filter: { year, countyId },
    page: { number: page, size: SIZE },
  });
  return (
    <Section
      title={`市派干部 ${withUnit(cadres, '名')}`}
      hint="由县里安排到户，换下要市办来办"
      padded={false}
      footer={cadres > SIZE && <Pager page={page} size={SIZE} total={cadres} unit="名" onPage={setPage} />}
    >
      <Answer of={asked} rows={3}>
        {({ sentCadres: { items } }) => (
          <RowList label="市派干部">
            {items.map(({ id, name, unit, rank, here, placesLeft }) => (
              <Row
                key={id}
                title={name}
                detail={`${unit} · ${RANK[rank]}；已结对 ${withUnit(here, '户')}，${placesLeft > 0 ? `还能接 ${withUnit(placesLeft, '户')}` : '满了'}`}
              >
                <Tag>市派</Tag>
              </Row>
            ))}
          </RowList>
        )}
      </Answer>
    </Section>
  );
};
