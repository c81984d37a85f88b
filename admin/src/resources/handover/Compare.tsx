import ErrorIcon from '@mui/icons-material/Error';
import { Box } from '@mui/material';
import { formatDate, Notice, Section, withUnit } from '../../shared/index.ts';
import { reasonOf, sentenceOf, staysFriend } from './handover-words.ts';
import type { PaneProps } from './pane.ts';

/** 对照: what will be, a household a line, before anything is written. */
export const Compare = ({ proposal: { name }, work: { choices, plan, refusal, ahead } }: PaneProps) => (
  <Box sx={{ display: 'grid', gap: 1.5 }}>
    {refusal && (
      <Notice tone="red" icon={ErrorIcon} role="alert" title={refusal.message}>
        <div>
          {refusal.code === 'CONFLICT'
            ? '名单已经取过新的，看一遍再交接。'
            : '你选的都还在。回到前面改好，再交接。'}
        </div>
      </Notice>
    )}
    <Section
      title={ahead ? `到 ${formatDate(choices.on)}会变成这样` : '会变成这样'}
      hint={`原因：${reasonOf(choices)}`}
      padded={false}
    >
      <Box component="ul" aria-label="会变成这样" sx={{ m: 0, p: 0, listStyle: 'none' }}>
        {plan.going.map((going) => (
          <Box
            component="li"
            key={going.line.id}
            sx={{ px: 2, py: 1.25, '& + &': { borderTop: 1, borderColor: 'divider' } }}
          >
            {sentenceOf(name, going, choices.on)}
            <Box sx={{ typography: 'caption', color: 'text.secondary' }}>
              {staysFriend(going, choices)
                ? `${name}${going.line.duty ? '有帮扶责任，' : ''}仍做朋友`
                : `${name}不再是朋友`}
            </Box>
          </Box>
        ))}
      </Box>
    </Section>
    {plan.staying.length > 0 && (
      <Box sx={{ color: 'text.secondary' }}>
        先不交 {withUnit(plan.staying.length, '户')}：{plan.staying.map(({ head }) => `${head}户`).join('、')}
        ，仍由{name}负责。
      </Box>
    )}
  </Box>
);
