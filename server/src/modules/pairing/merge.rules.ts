import type { PairingFact, PairingKind, Refusal } from './pairing.rules.ts';

export interface MergingFacts {
  /** The standing pairings of the household that stays, and of the one that goes into it. */
  surviving: readonly PairingFact[];
  ending: readonly PairingFact[];
  /** The responsible friends of the one that ends stay friends without the duty. */
  retain: boolean;
  /** Cadres charged with the household that stays (R4), those of the other included. */
  duties: ReadonlySet<string>;
  /** Whom the city administers, where the caller does not act for it (R6). */
  cityOwned: ReadonlySet<string>;
}

/** Somebody who becomes a friend of the household that stays. */
export interface Newcomer {
  cadreId: string;
  kind: PairingKind;
  slot: number | null;
}

export interface Merging {
  newcomers: Newcomer[];
  /** Friends of the household that stays who take the responsibility on, and so are no more retained (R3). */
  raised: string[];
  /** The responsible friends of the household that ends go on with the other one. */
  takenOn: boolean;
}

/**
 * R7: whose friends two households have that become one. The responsible one of the number that stays remains; where it has none, the
 * other's takes it on from the same day, and so does every slot. Everybody else is kept as a friend where that was asked, where a
 * duty binds them (R4), and where they were kept before. R6: a cadre of the city's is displaced by the city only.
 */
export function merging({ surviving, ending, retain, duties, cityOwned }: MergingFacts): Merging | Refusal {
  const responsible = (p: PairingFact) => p.kind === 'RESPONSIBLE';
  const takenOn = !surviving.some(responsible);
  const here = (p: PairingFact) => surviving.find(({ cadreId }) => cadreId === p.cadreId);
  const displaced = takenOn
    ? []
    : ending.filter((p) => responsible(p) && here(p)?.kind !== 'RESPONSIBLE' && cityOwned.has(p.cadreId));
  if (displaced.length > 0) {
    return {
      rule: 'R6',
      message: '要并过来的户，干部归市办统一安排，换下他要市办来办。可以反过来并，或请市办来并',
    };
  }
  const newcomers = ending.flatMap((p): Newcomer[] => {
    const { cadreId, slot } = p;
    if (responsible(p) && takenOn) return [{ cadreId, kind: 'RESPONSIBLE', slot }];
    const kept = !responsible(p) || retain || duties.has(cadreId);
    return kept && !here(p) ? [{ cadreId, kind: 'RETAINED', slot: null }] : [];
  });
  const raised = newcomers.filter(
    (one) => one.kind === 'RESPONSIBLE' && surviving.some((p) => p.cadreId === one.cadreId),
  );
  return { newcomers, raised: raised.map(({ cadreId }) => cadreId), takenOn };
}
