import { Box } from '@mui/material';
import { ScheduledHandoversDocument, type ScheduledHandoverState } from '@qinyou/schema';
import { useState } from 'react';
import { Link } from 'react-router-dom';
import {
  Answer,
  ChipRow,
  Empty,
  formatDate,
  formatMoment,
  Light,
  PageHeading,
  Pager,
  Row,
  RowList,
  Section,
  useAsk,
  withUnit,
} from '../../../shared/index.ts';
import { Tag } from '../../people/parts/Facts.tsx';
import { sayGained, sayScheduled, toneOf, type Scheduled } from './scheduled-words.ts';
import { Decide } from './ScheduledNotice.tsx';

const SIZE = 25;
const CHIPS = [
  { key: 'open', label: '还没办的' },
  { key: 'DONE', label: '办好的' },
  { key: 'WITHDRAWN', label: '撤销的' },
] as const;
const NONE = {
  open: ['good', '没有等着办的交接'],
  DONE: ['none', '还没有预定的交接办过'],
  WITHDRAWN: ['none', '没有撤销过'],
} as const;
const WORD: Readonly<Partial<Record<ScheduledHandoverState, string>>> = {
  DONE: '办好了',
  WITHDRAWN: '撤销了',
};

const LIGHTS = {
  red: { lamp: 'RED', word: '要重新定' },
  yellow: { lamp: 'YELLOW', word: '有变化' },
  info: { lamp: 'NONE', word: '到时自动办' },
} as const;

/** 预定交接: what goes over on a day to come, and what has to be decided anew. */
const ScheduledPage = () => {
  const [chip, setChip] = useState<(typeof CHIPS)[number]['key']>('open');
  const [page, setPage] = useState(1);
  const asked = useAsk(ScheduledHandoversDocument, {
    filter: chip === 'open' ? null : { state: chip },
    page: { number: page, size: SIZE },
  });
  const total = asked.data?.scheduledHandovers.total ?? 0;
  return (
    <>
      <PageHeading title="预定交接" beside={<span>到了那天自动办，办不成的在这里重新定</span>} />
      <Section
        title={
          <ChipRow
            label="哪些"
            choices={CHIPS}
            chosen={chip}
            onChoose={(key) => {
              setChip(key as typeof chip);
              setPage(1);
            }}
          />
        }
        padded={false}
        footer={total > SIZE && <Pager page={page} size={SIZE} total={total} unit="次" onPage={setPage} />}
      >
        <Answer of={asked} rows={6}>
          {({ scheduledHandovers: { items } }) =>
            items.length === 0 ? (
              <Empty kind={NONE[chip][0]} title={NONE[chip][1]}>
                {chip === 'open' ? '在干部的页面点「交接」，选以后的日子，就预定在这里。' : null}
              </Empty>
            ) : (
              <RowList label="预定交接">
                {items.map((order) => (
                  <Order key={order.id} order={order} />
                ))}
              </RowList>
            )
          }
        </Answer>
      </Section>
    </>
  );
};

const Order = ({ order }: { order: Scheduled }) => {
  const { cadreId, cadre, unit, on, state, reason, orderedBy, orderedAt, problem, lines, mine } = order;
  const open = state === 'SCHEDULED' || state === 'ATTENTION';
  return (
    <Row
      title={
        <>
          <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', columnGap: 1 }}>
            {open && <Light {...LIGHTS[toneOf(order)]} />}
            <Link to={`/cadres/${cadreId}/show`}>{cadre}</Link>
            <Box component="span" sx={{ color: 'text.secondary' }}>
              {unit}
            </Box>
            {!open && <Tag>{WORD[state]}</Tag>}
          </Box>
          <Box sx={{ fontWeight: 600 }}>
            {state === 'ATTENTION'
              ? `${formatDate(on)}没有办成，${withUnit(lines.length, '户')}都没有动`
              : sayScheduled(order)}
          </Box>
          {problem && <Problem>{problem}</Problem>}
          <Box
            component="ul"
            aria-label={`${cadre}的户`}
            sx={{ m: 0, p: 0, listStyle: 'none', typography: 'body2' }}
          >
            {lines.map((line) => (
              <li key={line.id}>
                <Link to={`/households/${line.householdId}/show`}>{line.head}户</Link>，{line.village}：
                {line.successor ?? '市里安排的干部'}
                {line.problem && <Problem>{line.problem}</Problem>}
              </li>
            ))}
          </Box>
        </>
      }
      detail={[reason, sayGained(order), `${orderedBy} ${formatMoment(orderedAt)}预定`]
        .filter(Boolean)
        .join('；')}
    >
      {mine && <Decide order={order} />}
    </Row>
  );
};

const Problem = ({ children }: { children: string }) => (
  <Box sx={{ color: 'lamp.red.text', typography: 'body2' }}>{children}</Box>
);

export default ScheduledPage;
