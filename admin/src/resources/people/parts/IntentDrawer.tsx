import type { OperationVariables } from '@apollo/client';
import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import Close from '@mui/icons-material/Close';
import { Box, Button, Drawer, IconButton, Typography } from '@mui/material';
import { useId, useState, type ReactNode } from 'react';
import { ConflictBar, useIntent, useShortcuts } from '../../../shared/index.ts';
import { changesOf, missingOf, textOf, type FormField, type Values } from './form-fields.ts';
import { FormInput } from './FormInput.tsx';

type Current = Readonly<Record<string, unknown>>;

export interface IntentDrawerProps<Data, Variables extends OperationVariables> {
  title: string;
  /** What will happen, before anything is typed. */
  hint?: ReactNode;
  /** The button: 保存, 记下去世. */
  verb: string;
  /** The fields, or what they are for what was picked so far. */
  fields: readonly FormField[] | ((values: Values) => readonly FormField[]);
  /** Under the fields: what saving these values will mean. */
  consequence?: (values: Values) => ReactNode;
  /** The record as it is; what is not touched is not sent. */
  record?: Readonly<Record<string, unknown>>;
  /** The version it was read at; after a conflict the one that is there now is sent. */
  version?: number;
  document: TypedDocumentNode<Data, Variables>;
  /** How the server's record of a conflict is laid out as fields; as it comes where left out. */
  fieldsOf?: (current: Current) => Current;
  /** `base`: the record as it is now, for a write that sends all of it. */
  variables: (changes: Record<string, string | number | null>, version: number, base: Current) => Variables;
  said: (data: Data) => string;
  onDone?: (data: Data) => void;
  onClose: () => void;
}

/** A form at the side for one intention: inline errors, nothing typed is lost, somebody else's change is never overwritten. */
export const IntentDrawer = <Data, Variables extends OperationVariables>(
  props: IntentDrawerProps<Data, Variables>,
) => {
  const { title, hint, verb, record = {}, document, variables, said, onDone, onClose } = props;
  const { fieldsOf = (current: Current) => current } = props;
  const id = useId();
  const fieldsFor = (now: Values) => (typeof props.fields === 'function' ? props.fields(now) : props.fields);
  const [start, setStart] = useState<Values>(() => textOf(fieldsFor({}), record));
  const [values, setValues] = useState<Values>(start);
  const fields = fieldsFor(values);
  const [base, setBase] = useState<Current>(record);
  const [version, setVersion] = useState(props.version ?? 0);
  const [errors, setErrors] = useState<Readonly<Record<string, string>>>({});
  const [theirs, setTheirs] = useState<Current | null>(null);
  const intent = useIntent(document, {
    said,
    failed: ({ code, current, body }) => {
      if (code === 'CONFLICT' && current) {
        const now = fieldsOf(current);
        // What was not touched follows; what the record never showed (a number in full) stays as typed.
        const fresh = textOf(
          fields.filter(({ name }) => name in record),
          now,
        );
        const untouched = Object.entries(fresh).filter(([name]) => values[name] === start[name]);
        setValues((typed) => ({ ...typed, ...Object.fromEntries(untouched) }));
        setStart((old) => ({ ...old, ...fresh }));
        setTheirs(now);
        setBase((before) => ({ ...before, ...now }));
        setVersion(Number((current as Current)['version']));
        return true;
      }
      setErrors(body?.fields ?? {});
      // A field that this form does not show would be an error that nobody sees: those become a toast.
      return Object.keys(body?.fields ?? {}).some((field) => fields.some(({ name }) => name === field));
    },
  });

  const save = async (now: Values) => {
    const missing = missingOf(fields, now);
    setErrors(missing);
    if (Object.keys(missing).length > 0 || intent.pending) return;
    const data = await intent.run(variables(changesOf(fields, start, now), version, base));
    if (data === undefined) return;
    onDone?.(data);
    onClose();
  };
  useShortcuts([{ keys: 'ctrl+s', does: '保存', run: () => void save(values), inDialog: true }]);

  // Theirs is what is there already, and may be a masked form: keeping it means not sending the field.
  const merged = (picked: Record<string, unknown>) => {
    const kept = fields.filter(({ name }) => picked[name] === theirs?.[name]);
    const next = { ...values, ...Object.fromEntries(kept.map(({ name }) => [name, start[name] ?? ''])) };
    setValues(next);
    setTheirs(null);
    void save(next);
  };
  return (
    <Drawer
      anchor="right"
      open
      onClose={onClose}
      slotProps={{ paper: { 'aria-labelledby': id, role: 'dialog' } }}
    >
      <Box
        component="form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void save(values);
        }}
        sx={{ width: 400, maxWidth: '100vw', height: '100%', display: 'flex', flexDirection: 'column' }}
      >
        <Box
          sx={{
            display: 'flex',
            alignItems: 'center',
            px: 2,
            py: 1.5,
            borderBottom: 1,
            borderColor: 'divider',
          }}
        >
          <Typography variant="h2" id={id} sx={{ flex: 1 }}>
            {title}
          </Typography>
          <IconButton aria-label="关上" onClick={onClose}>
            <Close />
          </IconButton>
        </Box>
        <Box sx={{ flex: 1, overflow: 'auto', p: 2, display: 'grid', gap: 2, alignContent: 'start' }}>
          {hint && <Box sx={{ typography: 'body2', color: 'text.secondary' }}>{hint}</Box>}
          {theirs && (
            <ConflictBar
              fields={fields.map((field) => ({
                name: field.name,
                label: field.label,
                show: (value) => field.choices?.find((c) => c.value === value)?.label ?? String(value ?? ''),
              }))}
              yours={{ ...theirs, ...changesOf(fields, start, values) }}
              theirs={theirs}
              saving={intent.pending}
              onSave={merged}
              onTakeTheirs={onClose}
            />
          )}
          {fields.map((field, at) => (
            <FormInput
              key={field.name}
              field={field}
              autoFocus={at === 0}
              value={values[field.name] ?? ''}
              error={errors[field.name]}
              onChange={(value) => {
                setValues((now) => ({ ...now, [field.name]: value }));
                setErrors(({ [field.name]: _mended, ...others }) => others);
              }}
            />
          ))}
          {props.consequence?.(values)}
        </Box>
        <Box
          sx={{
            display: 'flex',
            justifyContent: 'flex-end',
            gap: 1,
            p: 2,
            borderTop: 1,
            borderColor: 'divider',
          }}
        >
          <Button color="secondary" onClick={onClose}>
            {props.record ? '先不改' : '先不办'}
          </Button>
          <Button type="submit" variant={theirs ? 'outlined' : 'contained'} disabled={intent.pending}>
            {verb}
          </Button>
        </Box>
      </Box>
    </Drawer>
  );
};
