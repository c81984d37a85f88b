/** A rule's no: what a person reads, and which field of the form is at fault, where one is. */
export interface Fault {
  message: string;
  field?: string;
}

/** What the rules need to know of a household that is to split or merge. */
export interface HomeFact {
  endedOn: string | null;
  /** Erased by law (R32). */
  erased: boolean;
  /** The member who is the head, where one is registered. */
  headId: string | null;
  size: number;
  /** The registered members who live there. */
  living: readonly string[];
}

export interface SplitFacts {
  home: HomeFact;
  going: readonly string[];
  newHeadId: string;
}

/** R7: who may leave a household to begin one of their own: not the head, with whom its number and its friend stay, and not all. */
export function splitFault({ home, going, newHeadId }: SplitFacts): Fault | null {
  const gone = unfit(home);
  if (gone) return { message: `${gone}，不能分户` };
  if (going.length === 0) return { field: 'memberIds', message: '选至少一人分出去' };
  if (new Set(going).size !== going.length || !going.every((id) => home.living.includes(id))) {
    return { field: 'memberIds', message: '选的人里有的不在这户，或已不在世' };
  }
  if (home.headId !== null && going.includes(home.headId)) {
    return { field: 'memberIds', message: '户主留在原户。要让他另立一户，先换户主' };
  }
  if (partedSizes(home, going.length).stays === 0) {
    return { field: 'memberIds', message: '原户至少要留一人' };
  }
  if (!going.includes(newHeadId)) return { field: 'newHeadId', message: '新户主要在分出去的人里选' };
  return null;
}

/** Who is counted where after a split. People who are not registered by name stay with the head. */
export function partedSizes(
  { size, living }: Pick<HomeFact, 'size' | 'living'>,
  going: number,
): { stays: number; goes: number } {
  return { stays: Math.max(size, living.length) - going, goes: going };
}

export interface MergeFacts {
  same: boolean;
  surviving: HomeFact;
  ending: HomeFact;
  /** What the head of the household that ends is to the other head from now on. */
  headRelation: string | null;
}

/** R7: whether one household may go into another. */
export function mergeFault({ same, surviving, ending, headRelation }: MergeFacts): Fault | null {
  if (same) return { field: 'otherId', message: '并过来的要是另一户' };
  const here = unfit(surviving);
  if (here) return { message: `${here}，不能并进别的户` };
  const there = unfit(ending);
  if (there) return { field: 'otherId', message: `${there.replace('这一户', '选的那户')}，不能并过来` };
  const head = ending.headId !== null && ending.living.includes(ending.headId);
  if (head && headRelation === null) {
    return { field: 'headRelation', message: '选原户主是这户户主的什么人' };
  }
  if (headRelation === 'HEAD') {
    return { field: 'headRelation', message: '一户只有一名户主，给原户主选别的关系' };
  }
  return null;
}

const unfit = ({ endedOn, erased }: HomeFact): string | null =>
  erased ? '这一户已依法删除' : endedOn !== null ? '这一户已经不在了' : null;
