/** A bound that many share, none of whom can use it up for the others. */
export interface FairBound {
  /**
   * Takes `amount` for `key`; false when the bound is reached, or the key already holds `shareOfFree` times what is free.
   * A key alone gets `shareOfFree / (1 + shareOfFree)` of the bound, each further one as much of what is left, and one that
   * holds nothing is let in while anything is.
   */
  take(key: string, options: { readonly shareOfFree: number; readonly amount?: number }): boolean;
  give(key: string, amount?: number): void;
}

/** Dynamic thresholds (Choudhury and Hahne, 1998): what a key may hold shrinks with what is free, and nothing is set aside. */
export function createFairBound(most: number): FairBound {
  const heldBy = new Map<string, number>();
  let total = 0;
  return {
    take(key, { shareOfFree, amount = 1 }) {
      const held = heldBy.get(key) ?? 0;
      if (total + amount > most || held >= shareOfFree * (most - total)) return false;
      total += amount;
      heldBy.set(key, held + amount);
      return true;
    },
    give(key, amount = 1) {
      const held = (heldBy.get(key) ?? 0) - amount;
      total -= amount;
      if (held > 0) heldBy.set(key, held);
      else heldBy.delete(key);
    },
  };
}
