import { Box, Button, TextField } from '@mui/material';
import { ChangePasswordDocument, FiguresDocument } from '@qinyou/schema';
import { useState } from 'react';
import { useMe } from '../../providers/session.ts';
import { Section, useAsk, useIntent } from '../../shared/index.ts';

const NOTHING = { oldPassword: '', newPassword: '', again: '' };
type Values = typeof NOTHING;
type Faults = Readonly<Partial<Record<keyof Values, string>>>;

const missing = (values: Values): Faults => ({
  ...(!values.oldPassword && { oldPassword: '请填现在的密码' }),
  ...(!values.newPassword && { newPassword: '请填新密码' }),
  ...(values.newPassword && values.again !== values.newPassword && { again: '两遍不一样' }),
});

/** Changes the own password; what it does is said before. */
export const PasswordForm = () => {
  const me = useMe();
  const limits = useAsk(FiguresDocument, {}).data?.figures;
  const [values, setValues] = useState(NOTHING);
  const [faults, setFaults] = useState<Faults>({});
  const intent = useIntent(ChangePasswordDocument, {
    said: () => '密码换好了。别处的登录都退出了，这里还能接着用',
    failed: ({ body }) => {
      setFaults(body.fields ?? {});
      return body.fields !== undefined;
    },
  });
  const save = async () => {
    const wrong = missing(values);
    setFaults(wrong);
    if (Object.keys(wrong).length > 0 || intent.pending) return;
    const { oldPassword, newPassword } = values;
    if (await intent.run({ input: { oldPassword, newPassword } })) setValues(NOTHING);
  };
  const field = (name: keyof Values, label: string, autoComplete: string, helper?: string) => (
    <TextField
      label={label}
      type="password"
      value={values[name]}
      onChange={(event) => {
        setValues((now) => ({ ...now, [name]: event.target.value }));
        setFaults(({ [name]: _mended, ...others }) => others);
      }}
      error={faults[name] !== undefined}
      helperText={faults[name] ?? helper}
      slotProps={{ htmlInput: { autoComplete, maxLength: 128 } }}
    />
  );
  return (
    <Section title="换密码">
      <Box
        component="form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
        sx={{ display: 'grid', gap: 2 }}
      >
        {/* So that a password manager knows whose it is. */}
        <input type="text" autoComplete="username" value={me?.displayName ?? ''} readOnly hidden />
        {field('oldPassword', '现在的密码', 'current-password')}
        {field('newPassword', '新密码', 'new-password', '至少 8 位，越长越好；几个不相干的词连起来最好记')}
        {field('again', '再写一遍新密码', 'new-password')}
        <Box sx={{ typography: 'body2', color: 'text.secondary' }}>
          换了以后，别的电脑和手机上的登录马上退出。
          {limits &&
            `现在的密码连错 ${String(limits.failuresBeforeLock)} 次，锁 ${String(limits.lockMinutes)} 分钟。`}
        </Box>
        <Button type="submit" variant="contained" disabled={intent.pending} sx={{ justifySelf: 'start' }}>
          换密码
        </Button>
      </Box>
    </Section>
  );
};
