import { Box, Button } from '@mui/material';
import { DeclareNoKinDocument, WithdrawKinDocument } from '@qinyou/schema';
import { formatFullDate, Section, useIntent } from '../../../shared/index.ts';
import { HouseholdLink } from '../parts/HouseholdLink.tsx';
import type { CadreRecord } from './CadreForms.tsx';

/** R26: declared kin. Nothing declared is unknown, which is not the same as none. */
export const KinCard = ({
  cadre,
  onDeclare,
}: {
  cadre: CadreRecord;
  onDeclare: (() => void) | undefined;
}) => {
  const none = useIntent(DeclareNoKinDocument, { said: () => `记下了：${cadre.name}声明没有亲属` });
  const withdraw = useIntent(WithdrawKinDocument, { said: () => '撤回了，原来的申报留在记录里' });
  return (
    <Section
      title="申报的亲属"
      aside={
        onDeclare && (
          <Button size="small" onClick={onDeclare}>
            申报一户
          </Button>
        )
      }
    >
      {cadre.kin.length === 0 && (
        <Box
          sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 1, color: 'text.secondary' }}
        >
          还没申报过，有没有不知道
          {onDeclare && (
            <Button
              size="small"
              variant="outlined"
              disabled={none.pending}
              onClick={() => void none.run({ cadreId: cadre.id })}
            >
              声明没有
            </Button>
          )}
        </Box>
      )}
      {cadre.kin.map(({ id, declaredNone, declaredOn, relation, household }) => (
        <Box key={id} sx={{ display: 'flex', alignItems: 'center', gap: 1, py: 0.5 }}>
          <Box sx={{ flex: 1, minWidth: 0 }}>
            {declaredNone && <b>声明没有</b>}
            {household && <HouseholdLink household={household} />}
            {!declaredNone && !household && <b>不归你看的一户</b>}
            <Box sx={{ typography: 'caption', color: 'text.secondary' }}>
              {[relation, `${formatFullDate(declaredOn)}申报`].filter(Boolean).join('，')}
            </Box>
          </Box>
          {onDeclare && (
            <Button
              size="small"
              color="secondary"
              disabled={withdraw.pending}
              onClick={() => void withdraw.run({ id })}
            >
              撤回
            </Button>
          )}
        </Box>
      ))}
    </Section>
  );
};
