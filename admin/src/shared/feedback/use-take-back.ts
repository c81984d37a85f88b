import type { OperationVariables } from '@apollo/client';
import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { useEffect, useRef, useState } from 'react';
import type { QinyouError } from '../../providers/errors.ts';
import { useIntent, type Ready } from './use-intent.ts';

/** The county was closed: the change waits, as it was asked for, until somebody says why (R5). */
export interface AskedWhy {
  message: string;
  /** Goes on with it. */
  answer: (reason: string) => Promise<unknown>;
  leave: () => void;
}

/** Whether a refusal only wants a sentence why, as every change after the close does (R5). */
export const wantsReason = ({ body }: QinyouError): boolean =>
  body.code === 'RULE_VIOLATED' && body.rule === 'R5' && body.errors?.['reason'] !== undefined;

/**
 * Taking back what was written. After the close that is a change of its own, with a reason of its own (R5): a `WhyDialog` on the
 * page asks for it, and the same thing is sent once more.
 */
export function useTakeBack<Data, Variables extends OperationVariables>(
  document: TypedDocumentNode<Data, Variables>,
  withReason: (variables: Variables, reason: string) => Variables,
) {
  const [why, setWhy] = useState<AskedWhy | null>(null);
  const there = useRef(false);
  useEffect(() => {
    there.current = true;
    return () => void (there.current = false);
  }, []);

  const asksWhy = (error: QinyouError, variables: Variables): boolean => {
    // A toast outlives its page: nobody is left to ask, so the refusal is said as it is.
    if (!there.current || !wantsReason(error)) return false;
    setWhy({
      message: error.message,
      answer: (reason) => run(withReason(variables, reason)),
      leave: () => setWhy(null),
    });
    return true;
  };
  const intent = useIntent(document, { said: () => '已撤销', failed: asksWhy });
  const run = async (variables: Variables): Promise<Data | undefined> => {
    const data = await intent.run(variables);
    if (data !== undefined) setWhy(null);
    return data;
  };
  return {
    run,
    why,
    pending: intent.pending,
    /** For the toast that offers the same way back. */
    undoFailed: (error: QinyouError, { variables }: Ready) => asksWhy(error, variables as Variables),
  };
}

export type TakeBack = Pick<ReturnType<typeof useTakeBack>, 'undoFailed'>;
