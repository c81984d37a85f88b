import { Box, Button } from '@mui/material';
import type { MemberFragment } from '@qinyou/schema';
import { Empty, formatFullDate, Row, RowList, today } from '../../../shared/index.ts';
import { Tag } from '../parts/Facts.tsx';
import { ageOn, SEX } from '../people-words.ts';
import type { HouseholdForm } from './HouseholdForms.tsx';
import type { HouseholdRecord } from './HouseholdShow.tsx';

/** 家里人: the head first; who died or left stands last and stays on record. */
export const Members = ({
  household,
  onForm,
}: {
  household: HouseholdRecord;
  onForm: ((form: HouseholdForm) => void) | undefined;
}) => {
  const { members, size, endedOn } = household;
  if (members.length === 0) {
    return <Empty kind="none" title={endedOn ? '这一户没有人了' : '家里人不归你看，或还没登记'} />;
  }
  const known = members.filter(({ diedOn, leftOn }) => !diedOn && !leftOn).length;
  return (
    <RowList>
      {members.map((member) => (
        <Row
          key={member.id}
          faded={Boolean(member.diedOn ?? member.leftOn)}
          title={
            <>
              <b>{member.name}</b>{' '}
              <Tag>{member.head ? '户主' : member.relation === 'HEAD' ? '原户主' : member.relationLabel}</Tag>
            </>
          }
          detail={aboutOf(member)}
        >
          {onForm && !member.diedOn && (
            <>
              <Button size="small" onClick={() => onForm({ kind: 'editMember', member })}>
                修改
              </Button>
              <Button size="small" color="secondary" onClick={() => onForm({ kind: 'death', member })}>
                记去世
              </Button>
            </>
          )}
        </Row>
      ))}
      {known < size && (
        <Box
          component="li"
          sx={{ px: 2, py: 1, borderTop: 1, borderColor: 'divider', color: 'text.secondary' }}
        >
          还有 {size - known} 人没登记姓名
        </Box>
      )}
    </RowList>
  );
};

function aboutOf(member: MemberFragment): string {
  if (member.diedOn) return `${formatFullDate(member.diedOn)}去世`;
  if (member.leftOn) return `${formatFullDate(member.leftOn)}迁出`;
  return [
    member.sex && SEX[member.sex as 'M' | 'F'],
    member.birthDate && `${String(ageOn(member.birthDate, today()))} 岁`,
    member.identityMask && `证件 ${member.identityMask}`,
    member.phoneMask && `电话 ${member.phoneMask}`,
  ]
    .filter(Boolean)
    .join('，');
}
