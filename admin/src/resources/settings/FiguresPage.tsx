import { Box, Button } from '@mui/material';
import { FiguresDocument, SaveFiguresDocument, type FiguresInput, type FiguresQuery } from '@qinyou/schema';
import { useState } from 'react';
import { Answer, PageHeading, Section, useAsk, withUnit } from '../../shared/index.ts';
import { Facts } from '../people/parts/Facts.tsx';
import type { FormField } from '../people/parts/form-fields.ts';
import { IntentDrawer } from '../people/parts/IntentDrawer.tsx';
import { SettingHistory } from './SettingHistory.tsx';

type Figures = FiguresQuery['figures'];
type Name = Exclude<keyof Figures, 'version' | '__typename'>;

const FIGURES: Readonly<Record<Name, { label: string; unit: string; helper: string }>> = {
  failuresBeforeLock: { label: '密码连错几次锁账号', unit: '次', helper: '3 到 20' },
  lockMinutes: { label: '锁几分钟', unit: '分钟', helper: '1 到 1440，满了自己解开' },
  idleMinutes: { label: '闲置几分钟自动退出', unit: '分钟', helper: '5 到 480' },
  sessionHours: { label: '一次登录最多几小时', unit: '小时', helper: '1 到 72，一直在用也要重新登录' },
  codeDays: { label: '一次性登录码几天有效', unit: '天', helper: '1 到 30，已发的不变' },
  casesADay: {
    label: '一人一天最多几个号码待上级核查',
    unit: '个',
    helper: '1 到 200，录入和导入合起来算',
  },
  rowsAlone: {
    label: '完整信息一人最多导出几行',
    unit: '行',
    helper: '0 到 2000，24 小时合起来算；超过的要另一人同意',
  },
};
const NAMES = Object.keys(FIGURES) as Name[];
const FORM: readonly FormField[] = NAMES.map((name) => ({
  name,
  label: FIGURES[name].label,
  helper: FIGURES[name].helper,
  kind: 'number',
  required: true,
}));

/** 登录和限额: the figures that hold for the whole installation, whatever the year. */
const FiguresPage = () => {
  const asked = useAsk(FiguresDocument, {});
  const [editing, setEditing] = useState(false);
  return (
    <Answer of={asked} rows={6}>
      {({ figures }) => (
        <>
          <PageHeading
            title="登录和限额"
            beside="全市一样，改了马上生效"
            actions={
              <Button variant="contained" onClick={() => setEditing(true)}>
                修改
              </Button>
            }
          />
          <Box sx={{ display: 'grid', gap: 1.5 }}>
            <Section title="现在的规定">
              <Facts
                facts={NAMES.map((name) => ({
                  label: FIGURES[name].label,
                  value: withUnit(figures[name], FIGURES[name].unit),
                }))}
              />
            </Section>
            <SettingHistory actions={['figures.change']} />
          </Box>
          {editing && <FiguresForm figures={figures} onClose={() => setEditing(false)} />}
        </>
      )}
    </Answer>
  );
};

const FiguresForm = ({ figures, onClose }: { figures: Figures; onClose: () => void }) => (
  <IntentDrawer
    title="修改登录和限额"
    hint="已经登录的人也按新的规定算。"
    verb="保存"
    fields={FORM}
    record={figures}
    version={figures.version}
    document={SaveFiguresDocument}
    variables={(changes, version, base) => {
      const all = { ...base, ...changes };
      const input = Object.fromEntries(NAMES.map((name) => [name, all[name]]));
      return { input: { ...input, version } as FiguresInput };
    }}
    said={() => '登录和限额存好了'}
    onClose={onClose}
  />
);

export default FiguresPage;
