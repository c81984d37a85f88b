/** Figures beside menu entries by name, as text (`172`, `41/58`). */
export const useMenuCounts = (): Readonly<Record<string, string>> => ({});
