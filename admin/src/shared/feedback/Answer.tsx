import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { ErrorNotice } from '../ErrorNotice.tsx';
import { LoadingSkeleton } from '../LoadingSkeleton.tsx';

/** What `useAsk` brought: a skeleton after 300 ms, an error with 再试一次, or the thing itself. */
export const Answer = <Data,>({
  of: query,
  rows,
  children,
}: {
  of: UseQueryResult<Data>;
  rows?: number;
  children: (data: Data) => ReactNode;
}) => {
  if (query.data !== undefined) return children(query.data);
  if (query.error) return <ErrorNotice error={query.error} onRetry={() => void query.refetch()} />;
  return <LoadingSkeleton {...(rows === undefined ? {} : { rows })} />;
};
