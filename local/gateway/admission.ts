import type { GatewayRoute } from './route-table.ts';

/** Seconds after which a refused client may well try again: about the time that the work under way takes. */
export const RETRY_AFTER_SECONDS = 2;

/** A look at what is there costs little, and may be a long poll that sleeps; so many may be open for each piece of work. */
const LOOKS_PER_WORK = 8;

export interface Admission {
  /** Undefined for a request that must wait for better times; else what its end must call. */
  enter(route: GatewayRoute): (() => void) | undefined;
}

/**
 * Refuses new work while `mostRunning` functions work: what has been accepted gets the machine, and neither memory nor
 * waiting times grow with what is asked for. An execution that is being worked on runs one function at a time, so that
 * their number is that of the inquiries under way. Requests that bring no work have a bound of their own.
 */
export function createAdmission(
  lambda: { readonly runningCount: number },
  { mostRunning }: { mostRunning: number },
): Admission {
  let looks = 0;
  return {
    enter({ bringsWork = false }) {
      if (bringsWork) return lambda.runningCount - looks < mostRunning ? () => {} : undefined;
      if (looks >= LOOKS_PER_WORK * mostRunning) return undefined;
      looks += 1;
      return () => {
        looks -= 1;
      };
    },
  };
}
