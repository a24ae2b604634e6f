import { createFairBound, type FairBound } from './fair-bound.ts';
import type { AuthorizerContext } from './proxy-event.ts';
import type { GatewayRoute } from './route-table.ts';

/** Seconds after which a refused client may retry: about the time of the work in progress. */
export const RETRY_AFTER_SECONDS = 2;

/** A read costs little, and may be a long poll that sleeps; so many may be open for each piece of work. */
const READS_PER_WORK = 8;

/** Of those who show no key, apart from all who do. */
const ANONYMOUS_PER_WORK = 4;

/** Of one company 6,000, a minute of a hundred a second: at 20 answered a second the last one waits five minutes. */
const MOST_WAITING = 7_500;

/**
 * Bodies in memory at once: on its way a body takes ten times its size in copies, which is what most memory goes to.
 */
const MOST_BODY_BYTES = 32 * 1024 * 1024;
const MOST_ANONYMOUS_BODY_BYTES = 16 * 1024 * 1024;

/**
 * A caller's share of a bound, as a multiple of the free part: large for a company, small for a customer or address.
 */
const SHARES_OF_FREE = { company: 4, customer: 1 / 16, anonymous: 1 / 4 } as const satisfies Record<
  Caller['kind'],
  number
>;

/** A body may take as much as is there. */
const BODY_SHARE_OF_FREE = 2;

/** Accepted work that waits for its first step. */
export interface Backlog {
  readonly waitingCount: number;
  waitingCountOf(key: string): number;
  /** Whether another key has work in progress. */
  isSharedWith(key: string): boolean;
}

/** The place of one request among those that are being answered. */
export interface Admitted {
  /** Makes room for more of its body; false when there is none. */
  takeBodyBytes(count: number): boolean;
  leave(): void;
}

export interface Admission {
  /** Undefined for a request that must wait for better times. */
  enter(route: GatewayRoute, caller: Caller): Admitted | undefined;
}

/**
 * Refuses requests that would let memory and waiting times grow without bound: work while `mostRunning` requests
 * bring some or `MOST_WAITING` executions wait, reads and anonymous requests beyond bounds of their own. No company,
 * customer or address can use up a bound. Accepted work is durable, may wait, and delays no request.
 */
export function createAdmission(backlog: Backlog, { mostRunning }: { mostRunning: number }): Admission {
  const works = createFairBound(mostRunning);
  const reads = createFairBound(READS_PER_WORK * mostRunning);
  const anonymous = createFairBound(ANONYMOUS_PER_WORK * mostRunning);
  const bodies = createFairBound(MOST_BODY_BYTES);
  const anonymousBodies = createFairBound(MOST_ANONYMOUS_BODY_BYTES);

  const mayWait = ({ kind, key }: Caller): boolean => {
    const free = MOST_WAITING - backlog.waitingCount;
    return backlog.waitingCountOf(key) < SHARES_OF_FREE[kind] * free;
  };
  return {
    enter({ bringsWork = false }, caller) {
      if (caller.kind === 'anonymous') return admit(caller, { requests: anonymous, bodies: anonymousBodies });
      if (!bringsWork) return admit(caller, { requests: reads, bodies });
      return mayWait(caller) ? admit(caller, { requests: works, bodies }) : undefined;
    },
  };
}

function admit(
  { kind, key }: Caller,
  { requests, bodies }: { requests: FairBound; bodies: FairBound },
): Admitted | undefined {
  if (!requests.take(key, { shareOfFree: SHARES_OF_FREE[kind] })) return undefined;
  let bodyBytes = 0;
  return {
    takeBodyBytes(count) {
      if (!bodies.take(key, { shareOfFree: BODY_SHARE_OF_FREE, amount: count })) return false;
      bodyBytes += count;
      return true;
    },
    leave() {
      requests.give(key);
      if (bodyBytes > 0) bodies.give(key, bodyBytes);
    },
  };
}

/** The key of a request's share: a company's id, a customer's inquiry, else the address. */
export interface Caller {
  readonly kind: 'company' | 'customer' | 'anonymous';
  readonly key: string;
}

/** By what the authorizer says of a request that it lets in. */
export function callerOf({ companyId, principalId = '' }: AuthorizerContext): Caller {
  return companyId === undefined ? { kind: 'customer', key: principalId } : { kind: 'company', key: companyId };
}
