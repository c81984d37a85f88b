import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { QinyouError } from '../../providers/errors.ts';

/**
 * What was to be signed is not what was seen any more: the page is fetched anew, says so, and asks again. The sentence stays
 * beside the button until somebody has signed.
 */
export const useOvertaken = () => {
  const queries = useQueryClient();
  const [message, setMessage] = useState<string | null>(null);
  return {
    message,
    forget: () => setMessage(null),
    failed: (error: QinyouError): boolean => {
      if (error.code !== 'CONFLICT') return false;
      setMessage(error.message);
      void queries.invalidateQueries({ predicate: (query) => query.queryKey[0] !== 'auth' });
      return true;
    },
  };
};
