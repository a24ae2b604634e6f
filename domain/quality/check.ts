import type { Score01 } from '../../schemas/units.ts';

/** The outcome of one check: its sub-score and, when something is wrong, why. */
export interface Check {
  readonly score01: Score01;
  readonly reasons: readonly string[];
}
