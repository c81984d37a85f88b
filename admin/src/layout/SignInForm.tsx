import { Box, Button, Link, TextField } from '@mui/material';
import { useState, type FormEvent } from 'react';
import { QinyouError } from '../providers/errors.ts';
import { session } from '../providers/session.ts';

export interface SignInFormProps {
  /** The name is given when somebody signs in again. */
  fixedLogin?: string | undefined;
  onDone: () => void;
}

const MIN_PASSWORD = 8;

/** Name and password, or a one-time code and a password of one’s own. What is typed stays after an error. */
export const SignInForm = ({ fixedLogin, onDone }: SignInFormProps) => {
  const [mode, setMode] = useState<'password' | 'code'>('password');
  const [login, setLogin] = useState(fixedLogin ?? '');
  const [code, setCode] = useState('');
  const [password, setPassword] = useState('');
  const [repeat, setRepeat] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<QinyouError | null>(null);
  const refused = error?.body.fields ?? {};
  const faults = {
    login: refused['login'],
    code: refused['code'],
    password: refused['password'] ?? refused['newPassword'],
  };
  const tooShort = mode === 'code' && password !== '' && [...password].length < MIN_PASSWORD;
  const differs = mode === 'code' && repeat !== '' && repeat !== password;

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (busy || tooShort || differs) return;
    setBusy(true);
    setError(null);
    try {
      if (mode === 'password') await session.signIn(login.trim(), password);
      else await session.redeemCode(login.trim(), code.trim(), password);
      onDone();
    } catch (thrown) {
      setError(thrown instanceof QinyouError ? thrown : new QinyouError('没登上，再试一次', 0));
      if (mode === 'password') setPassword('');
    } finally {
      setBusy(false);
    }
  };

  return (
    <Box component="form" onSubmit={(e) => void submit(e)} sx={{ display: 'grid', gap: 2 }}>
      <TextField
        label="登录名"
        value={login}
        onChange={(e) => setLogin(e.target.value)}
        required
        autoFocus={!fixedLogin}
        disabled={fixedLogin !== undefined}
        error={faults.login !== undefined}
        helperText={faults.login}
        slotProps={{
          inputLabel: { required: false },
          htmlInput: { autoComplete: 'username', autoCapitalize: 'none', spellCheck: false },
        }}
      />
      {mode === 'code' && (
        <TextField
          label="一次性登录码"
          value={code}
          onChange={(e) => setCode(e.target.value)}
          required
          error={faults.code !== undefined}
          helperText={faults.code ?? '联络员发的，用一次就作废'}
          slotProps={{
            inputLabel: { required: false },
            htmlInput: { autoComplete: 'one-time-code', spellCheck: false },
          }}
        />
      )}
      <TextField
        label={mode === 'code' ? '给自己设个密码' : '密码'}
        type="password"
        value={password}
        onChange={(e) => setPassword(e.target.value)}
        required
        autoFocus={fixedLogin !== undefined}
        error={faults.password !== undefined || tooShort}
        helperText={
          faults.password ?? (mode === 'code' ? `至少 ${String(MIN_PASSWORD)} 个字，一句话最好记` : undefined)
        }
        slotProps={{
          inputLabel: { required: false },
          htmlInput: { autoComplete: mode === 'code' ? 'new-password' : 'current-password' },
        }}
      />
      {mode === 'code' && (
        <TextField
          label="再写一遍"
          type="password"
          value={repeat}
          onChange={(e) => setRepeat(e.target.value)}
          required
          error={differs}
          helperText={differs ? '两遍不一样' : undefined}
          slotProps={{ inputLabel: { required: false }, htmlInput: { autoComplete: 'new-password' } }}
        />
      )}
      {error && Object.keys(refused).length === 0 && (
        <Box role="alert" sx={{ typography: 'body2', color: 'error.main' }}>
          {error.message}
        </Box>
      )}
      <Button type="submit" variant="contained" size="large" disabled={busy}>
        {mode === 'password' ? '登录' : '设好密码并登录'}
      </Button>
      {fixedLogin === undefined && (
        <Link
          component="button"
          type="button"
          variant="body2"
          onClick={() => {
            setMode(mode === 'password' ? 'code' : 'password');
            setError(null);
          }}
        >
          {mode === 'password' ? '第一次登录，或忘了密码：用一次性登录码' : '已有密码，直接登录'}
        </Link>
      )}
    </Box>
  );
};
