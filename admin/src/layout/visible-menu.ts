import type { MenuEntry, MenuGroup } from '../app/module.ts';

const GROUPS: readonly MenuGroup[] = ['结对', '名册', '交友', '群众评价', '评选', '设置'];

/** What of all menus these policies open, by group and in order. */
export const visibleMenu = (
  entries: readonly MenuEntry[],
  may: (policy: string) => boolean,
): { group: MenuGroup; entries: MenuEntry[] }[] =>
  GROUPS.map((group) => ({
    group,
    entries: entries.filter((e) => e.group === group && may(e.needs)).toSorted((a, b) => a.order - b.order),
  })).filter((g) => g.entries.length > 0);
