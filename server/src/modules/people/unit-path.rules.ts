interface Node {
  level: string;
  path: string;
}

/**
 * Where a unit lies, which is what decides who sees its people (R6): with the office that administers it. What answers to the
 * city hangs from the city's path, wherever its door is; a county's or town's own unit from the place it sits in.
 */
export const unitPath = (seat: Pick<Node, 'path'>, office: Node, code: string): string =>
  `${office.level === 'CITY' ? office.path : seat.path}@${code}/`;
