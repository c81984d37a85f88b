import { useEffect, useState } from 'react';

const REST_MS = 400;

/** A value once it has not changed for a moment, so that typing asks the server once. */
export function useRested<T>(value: T): T {
  const [rested, setRested] = useState(value);
  const key = JSON.stringify(value);
  useEffect(() => {
    const timer = setTimeout(() => setRested(JSON.parse(key) as T), REST_MS);
    return () => clearTimeout(timer);
  }, [key]);
  return rested;
}
