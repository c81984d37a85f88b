import { OpenAllocationDocument } from '@qinyou/schema';
import { useNavigate } from 'react-router-dom';
import { useIntent } from '../../../shared/index.ts';
import type { Settings } from '../settings/settings.ts';

interface Wanted {
  path: string;
  year: number | null;
  settings: Settings;
}

/** Begins a run and goes to it; where somebody was quicker, to theirs. */
export const useOpening = ({ path, year, settings }: Wanted) => {
  const navigate = useNavigate();
  const opening = useIntent(OpenAllocationDocument, {
    failed: ({ code, current }) => {
      if (code !== 'CONFLICT' || typeof current?.['id'] !== 'string') return false;
      void navigate(`/allocation/${current['id']}`);
      return true;
    },
  });
  const open = async () => {
    const opened = await opening.run({ input: { path, year, settings } });
    if (opened) void navigate(`/allocation/${opened.openAllocation.id}`);
  };
  return { open, pending: opening.pending };
};
