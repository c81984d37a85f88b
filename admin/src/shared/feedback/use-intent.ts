import type { OperationVariables } from '@apollo/client';
import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { useNotify } from 'react-admin';
import { QinyouError } from '../../providers/errors.ts';
import { tell } from '../../providers/graph.ts';
import type { ToastOptions } from './Toasts.tsx';

/** A mutation with its variables, ready to be sent. */
export interface Ready<Variables extends OperationVariables = OperationVariables> {
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- any document with any answer
  document: TypedDocumentNode<any, Variables>;
  variables: Variables;
}

/** A mutation with its own variables, checked against each other. */
export const ready = <Data, Variables extends OperationVariables>(
  document: TypedDocumentNode<Data, Variables>,
  variables: Variables,
): Ready => ({
  document: document as TypedDocumentNode<unknown, OperationVariables>,
  variables,
});

export interface IntentOptions<Data, Variables> {
  /** The toast after it is written: 邹道全户已交给李建国. Nothing is said where it returns undefined. */
  said?: (data: Data, variables: Variables) => string | undefined;
  /** The mutation that takes it back, offered for 8 s and on `Z`. */
  undo?: (data: Data, variables: Variables) => Ready | undefined;
  /** Handles the error of that one itself, e.g. asks for what it wants and sends it again; true = handled, no toast. */
  undoFailed?: (error: QinyouError, back: Ready) => boolean;
  more?: (data: Data, variables: Variables) => ToastOptions['more'];
  /** Handles the error itself (a form shows fields, a conflict opens the bar); true = handled, no toast. */
  failed?: (error: QinyouError, variables: Variables) => boolean;
}

export interface Intent<Data, Variables> {
  /** Writes at once. Resolves with the answer, or undefined when it was refused (and said so). */
  run: (variables: Variables) => Promise<Data | undefined>;
  pending: boolean;
  error: QinyouError | null;
  reset: () => void;
}

/**
 * One intention of a person: written at once, everything on the page fetched anew, a toast with 撤销 where it can be taken back.
 */
export const useIntent = <Data, Variables extends OperationVariables>(
  document: TypedDocumentNode<Data, Variables>,
  options: IntentOptions<Data, Variables> = {},
): Intent<Data, Variables> => {
  const queries = useQueryClient();
  const notify = useNotify();
  const refresh = () => queries.invalidateQueries({ predicate: (q) => q.queryKey[0] !== 'auth' });
  const fail = (error: unknown) =>
    notify(error instanceof Error ? error.message : '没办成，再试一次', { type: 'error' });

  const mutation = useMutation<Data, QinyouError, Variables>({
    mutationFn: (variables) => tell(document, variables),
  });

  /** What is on its way: a second click on the same thing is the same intention, and said once. */
  const underWay = useRef(new Set<string>());

  const run = async (variables: Variables): Promise<Data | undefined> => {
    const same = JSON.stringify(variables);
    if (underWay.current.has(same)) return undefined;
    underWay.current.add(same);
    try {
      const data = await mutation.mutateAsync(variables);
      const back = options.undo?.(data, variables);
      const undo =
        back &&
        (async () => {
          try {
            await tell(back.document, back.variables);
          } catch (error) {
            if (!(error instanceof QinyouError && options.undoFailed?.(error, back))) fail(error);
            await refresh();
            return;
          }
          await refresh(); // said once it is seen: what is pressed next goes by the page as it is then
          notify('已撤销');
        });
      const message = options.said?.(data, variables);
      if (message) notify(message, { undo, more: options.more?.(data, variables) } satisfies ToastOptions);
      void refresh();
      return data;
    } catch (error) {
      if (!(error instanceof QinyouError && options.failed?.(error, variables))) {
        fail(error);
        // Somebody was quicker: the page shows what is there now, and what was typed stays.
        if (error instanceof QinyouError && error.code === 'CONFLICT') void refresh();
      }
      return undefined;
    } finally {
      underWay.current.delete(same);
    }
  };
  return { run, pending: mutation.isPending, error: mutation.error, reset: mutation.reset };
};
