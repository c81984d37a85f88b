import CallMerge from '@mui/icons-material/CallMerge';
import CallSplit from '@mui/icons-material/CallSplit';
import EventBusy from '@mui/icons-material/EventBusyOutlined';
import Edit from '@mui/icons-material/EditOutlined';
import MoveDown from '@mui/icons-material/MoveDownOutlined';
import { Box, Button, Tab, Tabs } from '@mui/material';
import { HouseholdDocument, type HouseholdQuery } from '@qinyou/schema';
import { useState } from 'react';
import { useParams } from 'react-router-dom';
import { useMay } from '../../../providers/session.ts';
import {
  Answer,
  formatDate,
  formatFullDate,
  Notice,
  PageHeading,
  Section,
  useAsk,
  WhyDialog,
  WithAside,
  withUnit,
} from '../../../shared/index.ts';
import { GoesTo } from '../../handover/scheduled/GoesTo.tsx';
import { ChangeLog } from '../parts/ChangeLog.tsx';
import { Facts, Tag } from '../parts/Facts.tsx';
import { FriendsStory } from './FriendsStory.tsx';
import { HeadCard } from './HeadCard.tsx';
import { HouseholdForms, type HouseholdForm } from './HouseholdForms.tsx';
import { LatelyPaired } from './LatelyPaired.tsx';
import { LineageCard, OtherHome } from './LineageCard.tsx';
import { Members } from './Members.tsx';
import { MergeDialog } from './MergeDialog.tsx';
import { PresentFriends } from './PresentFriends.tsx';
import { SplitDialog } from './SplitDialog.tsx';
import { useUndoLineage } from './use-lineage.ts';

export type HouseholdRecord = HouseholdQuery['household'];

/** One household: who has been its friend, who lives there, what was changed. */
const HouseholdShow = () => {
  const { id = '' } = useParams();
  const asked = useAsk(HouseholdDocument, { id });
  return (
    <Answer of={asked} rows={10}>
      {({ household }) => <Story household={household} />}
    </Answer>
  );
};

const Story = ({ household }: { household: HouseholdRecord }) => {
  const allowed = useMay('people.changeHouseholds');
  const change = allowed && !household.endedOn;
  const mayPair = useMay('pairing.change');
  const [form, setForm] = useState<HouseholdForm | null>(null);
  const [step, setStep] = useState<'split' | 'merge' | null>(null);
  const back = useUndoLineage();
  const [tab, setTab] = useState<'members' | 'history'>('members');
  const StepDialog = step === 'merge' ? MergeDialog : SplitDialog;
  const places = household.places;
  const mergedBy = household.lineage.find(({ did }) => did === 'WENT_INTO');
  const fresh = household.lineage.some(({ undoable }) => undoable);
  const lineage = (
    <LineageCard
      steps={household.lineage}
      pending={back.pending}
      onUndo={allowed ? (id) => void back.run({ input: { id } }) : undefined}
    />
  );
  return (
    <>
      <PageHeading
        title={`${household.headName}户`}
        crumbs={[
          ...places.map(({ name, path }) => ({
            label: name,
            to: `/board?within=${encodeURIComponent(path)}`,
          })),
          ...(household.villageGroup ? [{ label: household.villageGroup }] : []),
        ]}
        beside={
          <>
            <Tag>{household.povertyStatusLabel}</Tag>
            {household.causeLabel && <Tag>{household.causeLabel}</Tag>}
            <Tag>{withUnit(household.size, '人')}</Tag>
          </>
        }
        actions={
          change && (
            <>
              <Button variant="outlined" startIcon={<CallSplit />} onClick={() => setStep('split')}>
                分户
              </Button>
              <Button variant="outlined" startIcon={<CallMerge />} onClick={() => setStep('merge')}>
                并户
              </Button>
              <Button variant="outlined" startIcon={<MoveDown />} onClick={() => setForm({ kind: 'move' })}>
                迁到别的村
              </Button>
              <Button variant="contained" startIcon={<Edit />} onClick={() => setForm({ kind: 'edit' })}>
                修改资料
              </Button>
            </>
          )
        }
      />
      <Box sx={{ display: 'grid', gap: 1.5 }}>
        {household.endedOn && (
          <Notice tone="plain" icon={EventBusy} title={`${formatFullDate(household.endedOn)}起已不在。`}>
            {mergedBy ? (
              <>
                并到了
                <OtherHome step={mergedBy} />
              </>
            ) : (
              household.endedReason
            )}
            。结对到那天为止，记录都还在。
          </Notice>
        )}
        {mayPair && <LatelyPaired householdId={household.id} />}
        <FriendsStory friends={household.friends} />
        <WithAside
          aside={
            <>
              {fresh && lineage}
              <HeadCard household={household} />
              <PresentFriends friends={household.friends} eligible={household.eligible} path={household.path}>
                <GoesTo householdId={household.id} />
              </PresentFriends>
              {!fresh && lineage}
              {household.kin.length > 0 && (
                <Section title="申报的亲属">
                  <Facts
                    facts={household.kin.map((kin) => ({
                      label: kin.cadre?.name ?? '外地干部',
                      value: `${kin.relation ?? ''}，${formatDate(kin.declaredOn)}申报`,
                    }))}
                  />
                </Section>
              )}
            </>
          }
        >
          <Section
            padded={false}
            title={
              <Tabs value={tab} onChange={(_event, value: typeof tab) => setTab(value)} aria-label="这一户">
                <Tab value="members" label={`家里人 ${String(household.members.length)}`} />
                <Tab value="history" label={`改动记录 ${String(household.history.length)}`} />
              </Tabs>
            }
            aside={
              change &&
              tab === 'members' && (
                <>
                  <Button size="small" onClick={() => setForm({ kind: 'head' })}>
                    换户主
                  </Button>
                  <Button size="small" onClick={() => setForm({ kind: 'addMember' })}>
                    添一人
                  </Button>
                </>
              )
            }
          >
            {tab === 'members' ? (
              <Members household={household} onForm={change ? setForm : undefined} />
            ) : (
              <ChangeLog acts={household.history} />
            )}
          </Section>
        </WithAside>
      </Box>
      {step && (
        <StepDialog household={household} undoFailed={back.undoFailed} onClose={() => setStep(null)} />
      )}
      <WhyDialog why={back.why} pending={back.pending} />
      {form && <HouseholdForms form={form} household={household} onClose={() => setForm(null)} />}
    </>
  );
};

export default HouseholdShow;
