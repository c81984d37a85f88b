import { useSearchParams } from 'react-router-dom';

/** What is looked at, from the address: links, history and a reload keep it. A change begins at the first page again. */
export const useAddress = () => {
  const [params, setParams] = useSearchParams();
  const go = (change: Record<string, string | null>) =>
    setParams(
      (before) => {
        const next = new URLSearchParams(before);
        for (const [key, value] of Object.entries({ page: null, ...change })) {
          if (value === null) next.delete(key);
          else next.set(key, value);
        }
        return next;
      },
      { replace: true },
    );
  return { params, page: Math.max(1, Number(params.get('page')) || 1), go };
};
