import { isActive, type Refusal } from '../pairing.rules.ts';

/** Somebody whom the city would send to a county (R6). */
export interface SendFacts {
  name: string;
  /** The city administers the unit. */
  municipal: boolean;
  status: string;
  waived: boolean;
  /** Households more that they may take (R1). */
  places: number;
  /** The county that they are sent to in the year already. */
  sentTo: string | null;
}

/** May the city send them? Whoever is sent to that very county is no question. */
export function maySend(f: SendFacts): Refusal | null {
  if (!f.municipal) return no('R6', `${f.name}的单位归县里管，由县里自己安排`);
  if (f.sentTo !== null) return no('R6', `${f.name}今年已派到${f.sentTo}，先收回，再改派`);
  if (!isActive(f.status)) return no('R1', `${f.name}已经不在岗，换一名在岗的`);
  if (f.waived) return no('R1', `${f.name}今年不安排结对户，换一名`);
  if (f.places === 0) return no('R1', `${f.name}的名额用完了，换一名有名额的`);
  return null;
}

/** What the city has promised a county, and what of it is spoken for; households all of them. */
export interface PromisedPlaces {
  county: string;
  promised: number;
  /** That people of the city's units have there. */
  used: number;
  /** More that those sent by name may take. */
  named: number;
}

/** R6: whom the city names must fit in what it has promised, by the households that they may take. */
export function fitsPromise(
  { county, promised, used, named }: PromisedPlaces,
  wanted: number,
): Refusal | null {
  const over = used + named + wanted - promised;
  if (over <= 0) return null;
  const already = named > 0 ? `已派的干部还能接 ${named} 户，` : '';
  return no(
    'R6',
    `${county}有 ${promised} 户市直名额，用了 ${used} 户，${already}再派的能接 ${wanted} 户，多出 ${over} 户。少派几名，或先加名额`,
  );
}

/** R6: a promise is not lowered below what those whom the county was given may still take. */
export function mayPromise({ county, promised, used, named }: PromisedPlaces): Refusal | null {
  if (named === 0 || promised >= used + named) return null;
  return no(
    'R6',
    `${county}用了 ${used} 户，已派的干部还能接 ${named} 户，名额不能少于 ${used + named} 户。先收回几名干部，再减`,
  );
}

const no = (rule: Refusal['rule'], message: string): Refusal => ({ rule, message });
