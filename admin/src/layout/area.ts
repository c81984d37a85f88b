import { useStore } from 'react-admin';
import { useMe } from '../providers/session.ts';

/** The place that lists and boards start from: within the grant’s own, narrowed by the picker. */
export interface Area {
  /** Null for the grant’s own place, which is known by its path. */
  regionId: string | null;
  path: string;
  name: string;
}

interface Picked extends Area {
  /** The places passed on the way down, the grant’s own first. */
  trail: readonly Area[];
}

/** The last part of a grant’s title is its place: 县操作员 · 平利县. */
const placeOf = (title: string) => title.split('·').at(-1)?.trim() ?? title;

/** The working area with the way down to it, and the way to change it; kept per grant on this machine. */
export const useAreaTrail = (): { area: Area; trail: readonly Area[]; choose: (area: Area) => void } => {
  const grant = useMe()?.currentGrant ?? null;
  const [picked, setPicked] = useStore<Picked | null>(`area.${grant?.id ?? 'none'}`, null);
  const own: Area = { regionId: null, path: grant?.path ?? '', name: grant ? placeOf(grant.title) : '' };
  const fits = picked !== null && picked.path !== own.path && picked.path.startsWith(own.path);
  const trail = fits ? picked.trail : [];
  const area: Area = fits ? { regionId: picked.regionId, path: picked.path, name: picked.name } : own;
  const choose = (next: Area) => {
    const back = trail.findIndex((step) => step.path === next.path);
    if (next.path === own.path) setPicked(null);
    else setPicked({ ...next, trail: back >= 0 ? trail.slice(0, back) : [...trail, area] });
  };
  return { area, trail, choose };
};

/** The working area and the way to change it. */
export const useArea = (): [Area, (area: Area) => void] => {
  const { area, choose } = useAreaTrail();
  return [area, choose];
};

/** The programme year at hand; null = the server’s current one. */
export const useYear = (): [number | null, (year: number | null) => void] =>
  useStore<number | null>('year', null);
