import CheckCircle from '@mui/icons-material/CheckCircle';
import { Box } from '@mui/material';
import { useMay } from '../../../providers/session.ts';
import { formatDate, MaskedField, Section, today } from '../../../shared/index.ts';
import { Facts } from '../parts/Facts.tsx';
import { revealer } from '../parts/reveal.ts';
import { ageOn, SEX } from '../people-words.ts';
import type { HouseholdRecord } from './HouseholdShow.tsx';

/** The head at a glance: numbers masked, an eye where one may look. */
export const HeadCard = ({ household }: { household: HouseholdRecord }) => {
  const eye = useMay('people.reveal');
  const head = household.members.find((member) => member.head);
  const who = head
    ? [
        head.name,
        head.sex ? SEX[head.sex as 'M' | 'F'] : null,
        head.birthDate && `${String(ageOn(head.birthDate, today()))} 岁`,
      ]
    : [household.headName];
  return (
    <Section title="户主">
      <Facts
        facts={[
          { label: '户主', value: who.filter(Boolean).join('，') },
          {
            label: '证件号码',
            value: (
              <MaskedField
                label="证件号码"
                whose={household.headName}
                mask={head?.identityMask}
                reveal={head && eye ? revealer('MEMBER', head.id, 'IDENTITY') : undefined}
              />
            ),
          },
          {
            label: '电话',
            value: (
              <MaskedField
                label="电话"
                whose={household.headName}
                mask={head?.phoneMask}
                reveal={head && eye ? revealer('MEMBER', head.id, 'PHONE') : undefined}
              />
            ),
          },
          ...(head?.phoneMask ? [{ label: '打得通', value: <Works on={head.phoneWorksOn ?? null} /> }] : []),
          {
            label: '住址',
            value: [household.places.at(-1)?.name, household.villageGroup].filter(Boolean).join(' '),
          },
          ...(household.number ? [{ label: '户编号', value: household.number }] : []),
          ...(household.remark ? [{ label: '备注', value: <Remark household={household} eye={eye} /> }] : []),
        ]}
      />
    </Section>
  );
};

/** What was written; a number in it is masked, and to be seen as any other. */
const Remark = ({ household, eye }: { household: HouseholdRecord; eye: boolean }) =>
  household.remarkHides ? (
    <MaskedField
      label="备注"
      whole="全文"
      whose={household.headName}
      mask={household.remark}
      reveal={eye ? revealer('HOUSEHOLD', household.id, 'REMARK') : undefined}
    />
  ) : (
    household.remark
  );

/** R13: a number carries the day it last worked. */
const Works = ({ on }: { on: string | null }) =>
  on ? (
    <Box sx={{ display: 'flex', alignItems: 'center', gap: 0.5, color: 'lamp.green.text', fontWeight: 600 }}>
      <CheckCircle aria-hidden sx={{ fontSize: 16, color: 'lamp.green.glyph' }} />
      {formatDate(on)}
    </Box>
  ) : (
    <Box component="span" sx={{ color: 'text.secondary' }}>
      还没打通过
    </Box>
  );
