import Close from '@mui/icons-material/Close';
import ErrorIcon from '@mui/icons-material/Error';
import { Box, Button, IconButton } from '@mui/material';
import { useCallback, useEffect, useRef, useState } from 'react';
import {
  CloseNotificationContext,
  useNotificationContext,
  useTakeUndoableMutation,
  useTranslate,
  type NotificationPayload,
} from 'react-admin';
import { useFoot } from './use-foot.ts';
import { useShortcuts } from '../keyboard/shortcuts.ts';

/** How long a done thing can be undone from its toast (afterwards, for the day: on the page of what was done). */
const UNDO_MS = 8000;
const INFO_MS = 5000;
const SHOWN = 3;

/** Extra options that `useNotify` of react-admin passes on to our toasts. */
export interface ToastOptions {
  /** Takes back what was just written, by its own mutation. */
  undo?: (() => Promise<void>) | undefined;
  /** Another way on: 看这 2 条. */
  more?: { label: string; onClick: () => void } | undefined;
}

interface Toast {
  key: number;
  payload: NotificationPayload;
}

/**
 * Where every message appears: written at once, undone within 8 s by its button or `Z`; errors stay until they are closed.
 * Replaces react-admin’s Notification, which holds back a second message and closes at any click.
 */
export const Toasts = () => {
  const { notifications, takeNotification } = useNotificationContext();
  const takeMutation = useTakeUndoableMutation();
  const [toasts, setToasts] = useState<Toast[]>([]);
  const counter = useRef(0);
  const { box, foot } = useFoot(toasts.length > 0);

  useEffect(() => {
    const payload = notifications.length > 0 ? takeNotification() : undefined;
    if (!payload) return;
    // Nothing is held back: should a page ask for react-admin’s own "undoable" mode, it is written now.
    if (payload.notificationOptions?.undoable) takeMutation()?.({ isUndo: false });
    counter.current += 1;
    const toast = { key: counter.current, payload };
    setToasts((all) => [...all.slice(-(SHOWN - 1)), toast]);
  }, [notifications, takeNotification, takeMutation]);

  const close = useCallback((key: number) => setToasts((all) => all.filter((t) => t.key !== key)), []);
  return (
    <Box
      ref={box}
      sx={{
        position: 'fixed',
        zIndex: 'snackbar',
        left: { xs: 12, sm: 232 },
        right: { xs: 12, sm: 'auto' },
        bottom: foot,
        display: 'flex',
        flexDirection: 'column',
        gap: 1,
        alignItems: 'flex-start',
        pointerEvents: 'none',
        '& > *': { pointerEvents: 'auto' },
      }}
    >
      {toasts.map((toast, i) => (
        <ToastView
          key={toast.key}
          payload={toast.payload}
          last={i === toasts.length - 1}
          onClose={() => close(toast.key)}
        />
      ))}
    </Box>
  );
};

const ToastView = ({
  payload,
  last,
  onClose,
}: {
  payload: NotificationPayload;
  last: boolean;
  onClose: () => void;
}) => {
  const translate = useTranslate();
  const { undo, more, autoHideDuration, messageArgs } = (payload.notificationOptions ??
    {}) as ToastOptions & {
    autoHideDuration?: number | null;
    messageArgs?: Record<string, unknown>;
  };
  const isError = payload.type === 'error';
  const lifetime =
    autoHideDuration === null || (isError && autoHideDuration === undefined)
      ? null
      : (autoHideDuration ?? (undo ? UNDO_MS : INFO_MS));
  const [left, setLeft] = useState(lifetime);
  const [held, setHeld] = useState(false);
  const [undoing, setUndoing] = useState(false);

  useEffect(() => {
    if (left === null || held || undoing) return;
    if (left <= 0) {
      onClose();
      return;
    }
    const timer = setTimeout(() => setLeft(left - 1000), 1000);
    return () => clearTimeout(timer);
  }, [left, held, undoing, onClose]);

  const takeBack = () => {
    if (!undo || undoing) return;
    setUndoing(true);
    void undo().finally(onClose);
  };
  const { message } = payload;
  return (
    <Box
      role={isError ? 'alert' : 'status'}
      onMouseEnter={() => setHeld(true)}
      onMouseLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
      sx={(t) => ({
        display: 'flex',
        alignItems: 'center',
        gap: 1,
        minHeight: 48,
        maxWidth: 560,
        pl: 2,
        pr: 1,
        py: 0.5,
        borderRadius: '8px',
        bgcolor: t.palette.toast.ground,
        color: t.palette.toast.text,
        boxShadow: '0 8px 32px rgba(0,0,0,.24)',
        '& button': { color: t.palette.toast.accent, fontWeight: 600 },
        '& button:hover': { color: t.palette.toast.accent, background: 'rgba(127,127,127,.24)' },
      })}
    >
      {isError && <ErrorIcon aria-hidden sx={{ fontSize: 20, color: 'inherit' }} />}
      <CloseNotificationContext.Provider value={onClose}>
        <Box sx={{ flex: 1, minWidth: 0 }}>
          {typeof message === 'string' ? translate(message, { _: message, ...messageArgs }) : message}
        </Box>
      </CloseNotificationContext.Provider>
      {more && <Button size="small" onClick={more.onClick} children={more.label} />}
      {undo && (
        <Button size="small" onClick={takeBack} disabled={undoing} aria-label="撤销">
          {left === null ? '撤销' : `撤销（${String(Math.ceil(left / 1000))} 秒）`}
        </Button>
      )}
      {!undo && <IconButton size="small" aria-label="关上" onClick={onClose} children={<Close />} />}
      {undo && last && <UndoKey run={takeBack} />}
    </Box>
  );
};

const UndoKey = ({ run }: { run: () => void }) => {
  useShortcuts([{ keys: 'z', does: '撤销', run }]);
  return null;
};
