import type { OperationVariables } from '@apollo/client';
import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { keepPreviousData, useQuery, type UseQueryResult } from '@tanstack/react-query';
import { rootField } from '../../providers/documents.ts';
import { ask } from '../../providers/graph.ts';

export interface AskHookOptions {
  enabled?: boolean;
  /** Asks again after so many ms (progress of a job); false = no. */
  refetchInterval?: number | false;
  /** Keep the old rows while new variables load; on by default. */
  keep?: boolean;
}

/** A query outside react-admin’s lists: boards, home, details. Old rows stay while new ones come; 401 waits for sign-in. */
export const useAsk = <Data, Variables extends OperationVariables>(
  document: TypedDocumentNode<Data, Variables>,
  variables: Variables,
  { enabled = true, refetchInterval = false, keep = true }: AskHookOptions = {},
): UseQueryResult<Data> =>
  useQuery({
    queryKey: ['ask', rootField(document), document, variables],
    queryKeyHashFn: ([, name, , given]) => JSON.stringify(['ask', name, operationName(document), given]),
    queryFn: ({ signal }) => ask(document, variables, { signal }),
    enabled,
    refetchInterval,
    retry: false,
    ...(keep ? { placeholderData: keepPreviousData } : {}),
  });

const operationName = (document: TypedDocumentNode<unknown, never>) =>
  document.definitions.map((d) => ('name' in d ? d.name?.value : undefined)).find(Boolean);
