import { useStore } from 'react-admin';
import { useMe } from '../providers/session.ts';

/** The place that lists and boards start from: within the grant’s own, narrowed by the picker. */
export interface Area {
  regionId: string | null;
  path: string;
  name: string;
}

/** The last part of a grant’s title is its place: 县操作员 · 平利县. */
const placeOf = (title: string) => title.split('·').at(-1)?.trim() ?? title;

/** The working area and the way to change it; kept per grant on this machine. */
export const useArea = (): [Area, (area: Area | null) => void] => {
  const grant = useMe()?.currentGrant ?? null;
  const [picked, setPicked] = useStore<Area | null>(`area.${grant?.id ?? 'none'}`, null);
  const own: Area = { regionId: null, path: grant?.path ?? '', name: grant ? placeOf(grant.title) : '' };
  const fits = picked !== null && picked.path.startsWith(own.path);
  return [fits ? picked : own, setPicked];
};

/** The programme year at hand; null = the server’s current one. */
export const useYear = (): [number | null, (year: number | null) => void] =>
  useStore<number | null>('year', null);
