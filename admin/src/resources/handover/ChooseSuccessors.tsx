import { Box, Button } from '@mui/material';
import { useState } from 'react';
import { Section, useFocusKept, withUnit } from '../../shared/index.ts';
import type { Going, Line, Successor } from './handover-words.ts';
import { PickSuccessor } from './PickSuccessor.tsx';
import { detailOf, type PaneProps } from './pane.ts';

/** 接手的人: proposed for each household with the reason, changed by hand, or one for all. */
export const ChooseSuccessors = ({ proposal: { id: cadreId, name }, work }: PaneProps) => {
  const { choices, plan, choose } = work;
  const [picking, setPicking] = useState<string | null>(null);
  const area = useFocusKept<HTMLDivElement>();
  const give = (lines: readonly Line[], successor: Successor | null) => {
    const byHand = new Map(choices.byHand);
    for (const { id } of lines)
      if (successor) byHand.set(id, successor);
      else byHand.delete(id);
    choose({ byHand });
    setPicking(null);
  };
  const leave = (id: string, out: boolean) => {
    const left = new Set(choices.left);
    if (out) left.add(id);
    else left.delete(id);
    choose({ left });
  };
  return (
    <Box ref={area} sx={{ display: 'grid', gap: 1.5 }}>
      <Section
        title="谁来接手"
        hint="按同单位、同镇、名额排出来的建议，可以换人"
        padded={false}
        aside={
          plan.going.length > 1 &&
          picking !== 'all' && (
            <Button size="small" variant="outlined" onClick={() => setPicking('all')}>
              全部交给一人
            </Button>
          )
        }
      >
        {picking === 'all' && (
          <Box sx={{ px: 2, pt: 0.75, pb: 1.5, borderBottom: 1, borderColor: 'divider' }}>
            <PickSuccessor
              label={`${withUnit(plan.going.length, '户')}都交给谁`}
              notThem={cadreId}
              onPick={(successor) =>
                give(
                  plan.going.map(({ line }) => line),
                  successor,
                )
              }
              onLeave={() => setPicking(null)}
            />
          </Box>
        )}
        <Box component="ul" aria-label="接手的人" sx={{ m: 0, p: 0, listStyle: 'none' }}>
          {plan.going.map((going) => (
            <SuccessorRow
              key={going.line.id}
              going={going}
              byHand={choices.byHand.has(going.line.id)}
              picking={picking === going.line.id}
              cadreId={cadreId}
              onPicking={(on) => setPicking(on ? going.line.id : null)}
              onGive={(successor) => give([going.line], successor)}
              onLeave={plan.going.length > 1 ? () => leave(going.line.id, true) : undefined}
            />
          ))}
        </Box>
      </Section>
      {plan.staying.length > 0 && (
        <Section
          title={`先不交 ${withUnit(plan.staying.length, '户')}`}
          hint={`仍由${name}负责`}
          padded={false}
        >
          <Box component="ul" aria-label="先不交的户" sx={{ m: 0, p: 0, listStyle: 'none' }}>
            {plan.staying.map((line) => (
              <Box component="li" key={line.id} sx={ROW}>
                <Household line={line} />
                <Button
                  size="small"
                  color="secondary"
                  aria-label={`也交接${line.head}户`}
                  onClick={() => leave(line.id, false)}
                >
                  也交接
                </Button>
              </Box>
            ))}
          </Box>
        </Section>
      )}
    </Box>
  );
};

const ROW = {
  display: 'flex',
  flexWrap: 'wrap',
  alignItems: 'center',
  columnGap: 2,
  rowGap: 0.5,
  px: 2,
  py: 1,
  minHeight: 48,
  '& + &': { borderTop: 1, borderColor: 'divider' },
} as const;

const Household = ({ line }: { line: Line }) => (
  <Box sx={{ flex: '1 1 220px', minWidth: 0 }}>
    <b>{line.head}户</b>
    <Box sx={{ typography: 'caption', color: 'text.secondary' }}>{detailOf(line)}</Box>
  </Box>
);

const SuccessorRow = ({
  going: { line, successor, why },
  byHand,
  picking,
  cadreId,
  onPicking,
  onGive,
  onLeave,
}: {
  going: Going;
  byHand: boolean;
  picking: boolean;
  cadreId: string;
  onPicking: (on: boolean) => void;
  onGive: (successor: Successor | null) => void;
  onLeave: (() => void) | undefined;
}) => (
  <Box component="li" sx={ROW}>
    <Household line={line} />
    <Box sx={{ flex: '1 1 220px', minWidth: 0 }}>
      {successor ? (
        <>
          <Box component="span" sx={{ color: 'text.secondary' }}>
            交给{' '}
          </Box>
          <b>{successor.name}</b>{' '}
          <Box component="span" sx={{ typography: 'body2', color: 'text.secondary' }}>
            {successor.unit}
          </Box>
          <Box sx={{ typography: 'caption', color: 'text.secondary', wordBreak: 'keep-all' }}>
            {why ?? '你选的'}
          </Box>
        </>
      ) : (
        <>
          <Box component="b" sx={{ color: 'lamp.yellow.text' }}>
            ▲ 没有人接
          </Box>
          <Box sx={{ typography: 'caption', color: 'text.secondary' }}>
            附近的干部名额都用完了。选一名，或者先不交这一户
          </Box>
        </>
      )}
    </Box>
    <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>
      {byHand && line.successor && !picking && (
        <Button
          size="small"
          color="secondary"
          aria-label={`${line.head}户用建议的${line.successor.name}`}
          onClick={() => onGive(null)}
        >
          用建议的
        </Button>
      )}
      {onLeave && (
        <Button size="small" color="secondary" aria-label={`先不交${line.head}户`} onClick={onLeave}>
          先不交
        </Button>
      )}
      {!picking && (
        <Button
          size="small"
          variant="outlined"
          aria-label={`${successor ? '换人' : '选人'}：${line.head}户`}
          onClick={() => onPicking(true)}
        >
          {successor ? '换人' : '选人'}
        </Button>
      )}
    </Box>
    {picking && (
      <PickSuccessor
        label={`${line.head}户交给谁`}
        notThem={cadreId}
        onPick={onGive}
        onLeave={() => onPicking(false)}
      />
    )}
  </Box>
);
