import type { Clock } from '../../clock.ts';
import type { Engine } from '../engine/engine.ts';
import type { Journal } from '../journal/journal.ts';

/** What an operation works on. */
export interface ApiParts {
  readonly engine: Engine;
  readonly journal: Journal;
  readonly clock: Clock;
}

/** The JSON protocol writes instants as seconds since the epoch. */
export function instant(ms: number): number {
  return ms / 1000;
}
