/** A key press, as much of it as matters here. */
export interface Press {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
}

/** `Ctrl+S` → `ctrl+s`; `?` and `/` stand for themselves; a Mac’s command key counts as Ctrl. */
export const pressName = (press: Press): string => {
  const key = press.key.length === 1 ? press.key.toLowerCase() : press.key;
  return `${press.ctrlKey || press.metaKey ? 'ctrl+' : ''}${press.altKey ? 'alt+' : ''}${key}`;
};

/** While somebody types, only Escape and combinations with Ctrl are for us. */
export const allowedWhileTyping = (name: string): boolean => name === 'Escape' || name.startsWith('ctrl+');

/** How long the first key of a sequence (`g h`) waits for the second. */
export const SEQUENCE_MS = 1000;

export interface Match {
  /** The shortcut that is complete, if any. */
  hit?: string;
  /** What is kept for the next key. */
  pending: string;
}

/** Takes the next key into account: completes a sequence, begins one, or is a shortcut by itself. */
export const nextMatch = (shortcuts: Iterable<string>, pending: string, name: string): Match => {
  const all = [...shortcuts];
  const sequence = pending ? `${pending} ${name}` : name;
  if (all.includes(sequence)) return { hit: sequence, pending: '' };
  if (all.some((s) => s.startsWith(`${sequence} `))) return { pending: sequence };
  if (pending && all.includes(name)) return { hit: name, pending: '' };
  if (pending && all.some((s) => s.startsWith(`${name} `))) return { pending: name };
  return { pending: '' };
};

/** `g h` → `G`, `H`; `ctrl+s` → `Ctrl`, `S`: as the help prints them. */
export const keyCaps = (shortcut: string): string[] =>
  shortcut
    .split(' ')
    .flatMap((part) =>
      part.split('+').map((k) => (k.length === 1 ? k.toUpperCase() : k[0]?.toUpperCase() + k.slice(1))),
    );
