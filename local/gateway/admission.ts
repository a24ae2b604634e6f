import type { GatewayRoute } from './route-table.ts';

/** Seconds after which a refused client may well try again: about the time that the work under way takes. */
export const RETRY_AFTER_SECONDS = 2;

/** A look at what is there costs little, and may be a long poll that sleeps; so many may be open for each piece of work. */
const LOOKS_PER_WORK = 8;

/** A minute of a hundred a second: at 20 answered a second the last one waits five minutes, and is in nobody's way. */
const MOST_WAITING = 6_000;

export interface Backlog {
  readonly waitingCount: number;
}

export interface Admission {
  /** Undefined for a request that must wait for better times; else what its end must call. */
  enter(route: GatewayRoute): (() => void) | undefined;
}

/**
 * Refuses new work while `mostRunning` requests bring some or `MOST_WAITING` executions wait for their first step, so
 * that neither memory nor waiting times grow with what is asked for. Accepted work is durable, may wait, and holds up no
 * request: to take an inquiry in costs a fraction of answering it. Requests that bring no work have a bound of their own.
 */
export function createAdmission(backlog: Backlog, { mostRunning }: { mostRunning: number }): Admission {
  const works = createBound(mostRunning);
  const looks = createBound(LOOKS_PER_WORK * mostRunning);
  return {
    enter({ bringsWork = false }) {
      if (!bringsWork) return looks.enter();
      return backlog.waitingCount < MOST_WAITING ? works.enter() : undefined;
    },
  };
}

function createBound(most: number): { enter(): (() => void) | undefined } {
  let count = 0;
  const leave = (): void => {
    count -= 1;
  };
  return {
    enter() {
      if (count >= most) return undefined;
      count += 1;
      return leave;
    },
  };
}
