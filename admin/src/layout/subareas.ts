import { RegionsDocument } from '@qinyou/schema';
import { useAsk } from '../shared/feedback/use-ask.ts';
import type { Area } from './area.ts';

/** More than any place has directly below it. */
const SIZE = 200;

/** The places right below one; none below a unit, whose path is no territory ('…@CODE/'). */
export const useSubareas = (area: Area, wanted: boolean): readonly Area[] => {
  const enabled = wanted && area.path !== '' && !area.path.includes('@');
  // Ordered by path, a place stands before everything in it: the first row is the place itself.
  const itself = useAsk(
    RegionsDocument,
    { filter: { within: area.path }, page: { number: 1, size: 1 } },
    { enabled: enabled && area.regionId === null, keep: false },
  );
  const parentId = area.regionId ?? itself.data?.regions.items[0]?.id ?? null;
  const below = useAsk(
    RegionsDocument,
    { filter: { parentId }, page: { number: 1, size: SIZE } },
    { enabled: enabled && parentId !== null, keep: false },
  );
  return (below.data?.regions.items ?? []).map(({ id, path, name }) => ({ regionId: id, path, name }));
};
