import { Box, Checkbox } from '@mui/material';
import { formatDate, Section, Tag, withUnit } from '../../shared/index.ts';
import { detailOf, type PaneProps } from './pane.ts';

/** 选户: all of them at first, each to be left out. */
export const ChooseHouseholds = ({
  proposal: { name, lines },
  work: { choices, plan, choose },
}: PaneProps) => {
  const toggle = (id: string, on: boolean) => {
    const left = new Set(choices.left);
    if (on) left.delete(id);
    else left.add(id);
    choose({ left });
  };
  const all = plan.staying.length === 0;
  return (
    <Section
      title="哪几户要交接"
      hint={`${name}负责 ${withUnit(lines.length, '户')}，最困难的在前`}
      padded={false}
    >
      <Box component="ul" aria-label="要交接的户" sx={{ m: 0, p: 0, listStyle: 'none' }}>
        {lines.length > 1 && (
          <Line>
            <Checkbox
              checked={all}
              indeterminate={!all && plan.going.length > 0}
              onChange={() => choose({ left: new Set(all ? lines.map(({ id }) => id) : []) })}
            />
            <b>全部 {withUnit(lines.length, '户')}</b>
          </Line>
        )}
        {lines.map((line) => (
          <Line key={line.id}>
            <Checkbox checked={!choices.left.has(line.id)} onChange={(_event, on) => toggle(line.id, on)} />
            <Box component="span" sx={{ flex: 1, minWidth: 0 }}>
              <b>{line.head}户</b>
              <Box component="span" sx={{ display: 'block', typography: 'caption', color: 'text.secondary' }}>
                {detailOf(line)}
              </Box>
              {line.scheduledOn && (
                <Box component="span" sx={{ display: 'block', mt: 0.5 }}>
                  <Tag>
                    已预定{formatDate(line.scheduledOn)}
                    {line.scheduledTo ? `交给${line.scheduledTo}` : '交接'}
                  </Tag>
                </Box>
              )}
              {line.duty && (
                <Box component="span" sx={{ display: 'block', mt: 0.5 }}>
                  <Tag>有帮扶责任，原干部留作朋友</Tag>
                </Box>
              )}
            </Box>
          </Line>
        ))}
      </Box>
    </Section>
  );
};

/** A row that is ticked wherever it is pressed. */
const Line = ({ children }: { children: React.ReactNode }) => (
  <Box component="li" sx={{ '& + &': { borderTop: 1, borderColor: 'divider' } }}>
    <Box
      component="label"
      sx={{
        display: 'flex',
        alignItems: 'center',
        gap: 1.25,
        px: 2,
        py: 1,
        minHeight: 48,
        cursor: 'pointer',
        '&:hover': { bgcolor: 'action.hover' },
      }}
    >
      {children}
    </Box>
  </Box>
);
