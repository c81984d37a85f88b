import Edit from '@mui/icons-material/EditOutlined';
import { Box, Button } from '@mui/material';
import { CadreDocument, ScheduledHandoversDocument } from '@qinyou/schema';
import { useState } from 'react';
import { Link, useParams } from 'react-router-dom';
import { useMay } from '../../../providers/session.ts';
import {
  Answer,
  Empty,
  formatFullDate,
  PageHeading,
  Row,
  RowList,
  Section,
  today,
  useAsk,
  WithAside,
  withUnit,
} from '../../../shared/index.ts';
import { handedLately } from '../../handover/brief.ts';
import { ScheduledNotice } from '../../handover/scheduled/ScheduledNotice.tsx';
import { ChangeLog } from '../parts/ChangeLog.tsx';
import { Tag } from '../parts/Facts.tsx';
import { CADRE_KIND, CADRE_STATUS } from '../people-words.ts';
import { CadreCard } from './CadreCard.tsx';
import { CadreForms, type CadreForm, type CadreRecord, type PostingRecord } from './CadreForms.tsx';
import { CadreStory } from './CadreStory.tsx';
import { KinCard } from './KinCard.tsx';
import { LatelyHandedOver } from './LatelyHandedOver.tsx';
import { LeftBehind } from './LeftBehind.tsx';

/** One cadre: whose friend they were and are, where they worked, whom they declared as kin. */
const CadreShow = () => {
  const { id = '' } = useParams();
  const asked = useAsk(CadreDocument, { id });
  return (
    <Answer of={asked} rows={10}>
      {({ cadre }) => <Story cadre={cadre} />}
    </Answer>
  );
};

const Story = ({ cadre }: { cadre: CadreRecord }) => {
  const allowed = useMay('people.changeCadres');
  const mayHandOver = useMay('allocation.handover');
  const mayOrder = useMay('pairing.scheduleHandovers');
  const { data: orders } = useAsk(
    ScheduledHandoversDocument,
    { filter: { cadreId: cadre.id } },
    { enabled: mayOrder, keep: false },
  );
  const ordered = orders?.scheduledHandovers.items ?? [];
  const change = allowed && cadre.status !== 'DECEASED';
  const [form, setForm] = useState<CadreForm | null>(null);
  const [posting, setPosting] = useState<PostingRecord | null>(null);
  const seconded = cadre.status === 'SECONDED';
  const atWork = !['RETIRED', 'LEFT', 'DECEASED'].includes(cadre.status);
  return (
    <>
      <PageHeading
        title={cadre.name}
        crumbs={[
          ...cadre.places.map(({ name }) => ({ label: name })),
          { label: cadre.unit?.name ?? '', to: `/units/${cadre.unitId}/show` },
        ]}
        beside={
          <>
            <Tag>{CADRE_STATUS[cadre.status]}</Tag>
            {cadre.kind !== 'OFFICIAL' && <Tag>{CADRE_KIND[cadre.kind]}</Tag>}
            {cadre.rankTitle && <Tag>{cadre.rankTitle}</Tag>}
            <Tag>负责 {withUnit(cadre.load, '户')}</Tag>
          </>
        }
        actions={
          <>
            {cadre.friends.some((friend) => handedLately(friend, today())) && (
              <Button component={Link} to={`/briefs?cadre=${cadre.id}`} variant="outlined">
                交接单
              </Button>
            )}
            {mayHandOver && cadre.load > 0 && (
              <Button component={Link} to={`/cadres/${cadre.id}/handover`} variant="outlined">
                交接
              </Button>
            )}
            {change && (
              <>
                {atWork && (
                  <>
                    <Button variant="outlined" onClick={() => setForm('transfer')}>
                      调动
                    </Button>
                    <Button variant="outlined" onClick={() => setForm(seconded ? 'endSecondment' : 'second')}>
                      {seconded ? '结束借调' : '借调'}
                    </Button>
                  </>
                )}
                <Button variant="outlined" onClick={() => setForm('status')}>
                  改状态
                </Button>
                <Button variant="contained" startIcon={<Edit />} onClick={() => setForm('edit')}>
                  修改资料
                </Button>
              </>
            )}
          </>
        }
      />
      <Box sx={{ display: 'grid', gap: 1.5 }}>
        {mayHandOver && <LatelyHandedOver cadreId={cadre.id} />}
        {ordered.map((order) => (
          <ScheduledNotice key={order.id} order={order} />
        ))}
        {mayHandOver && (orders ?? !mayOrder) && <LeftBehind cadre={cadre} ordered={ordered} />}
        <CadreStory cadre={cadre} />
        <WithAside
          aside={
            <>
              <CadreCard cadre={cadre} />
              <Postings cadre={cadre} onEdit={change ? setPosting : undefined} />
              <KinCard cadre={cadre} onDeclare={change ? () => setForm('kin') : undefined} />
            </>
          }
        >
          <Section title="改动记录" hint={withUnit(cadre.history.length, '条')} padded={false}>
            <ChangeLog acts={cadre.history} />
          </Section>
        </WithAside>
      </Box>
      {form && <CadreForms form={form} cadre={cadre} onClose={() => setForm(null)} />}
      {posting && (
        <CadreForms form="posting" cadre={cadre} posting={posting} onClose={() => setPosting(null)} />
      )}
    </>
  );
};

const Postings = ({
  cadre: { postings },
  onEdit,
}: {
  cadre: CadreRecord;
  onEdit: ((posting: PostingRecord) => void) | undefined;
}) => (
  <Section title="任职" padded={postings.length === 0}>
    {postings.length === 0 && <Empty kind="none" title="任职经历还没登记" />}
    <RowList>
      {postings.map((posting) => (
        <Row
          key={posting.id}
          title={
            <>
              {posting.unit && <Link to={`/units/${posting.unit.id}/show`}>{posting.unit.name}</Link>}{' '}
              {posting.kind === 'SECONDMENT' && <Tag>借调</Tag>}
            </>
          }
          detail={[
            posting.rankTitle,
            posting.to
              ? `${formatFullDate(posting.from)}到 ${formatFullDate(posting.to)}`
              : `${formatFullDate(posting.from)}起`,
          ]
            .filter(Boolean)
            .join('，')}
        >
          {onEdit && (
            <Button
              size="small"
              color="secondary"
              aria-label={`改这段任职：${posting.unit?.name ?? ''}`}
              onClick={() => onEdit(posting)}
            >
              修改
            </Button>
          )}
        </Row>
      ))}
    </RowList>
  </Section>
);

export default CadreShow;
