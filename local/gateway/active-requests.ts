import { type Clock, systemClock } from '../clock.ts';

/** After this a request is a long poll or waits for a slow service: it needs no CPU. */
const youngMs = 100;

export interface ActiveRequests {
  /** Requests of a tenant that are being answered, and not for longer than a read takes. */
  countOf(tenant: string): number;
  /** Counts a request until the returned function is called; one without a tenant delays no one's work. */
  enter(tenant: string | undefined): () => void;
}

/** Counts requests in flight by tenant, so that background work yields to its own tenant's requests. */
export function createActiveRequests(clock: Clock = systemClock): ActiveRequests {
  const counts = new Map<string, number>();
  const add = (tenant: string, difference: number): void => {
    const count = (counts.get(tenant) ?? 0) + difference;
    if (count === 0) counts.delete(tenant);
    else counts.set(tenant, count);
  };
  return {
    countOf: (tenant) => counts.get(tenant) ?? 0,
    enter(tenant) {
      if (tenant === undefined) return () => {};
      add(tenant, 1);
      let isYoung = true;
      const leave = (): void => {
        cancel();
        if (isYoung) add(tenant, -1);
        isYoung = false;
      };
      const cancel = clock.schedule(clock.now() + youngMs, leave);
      return leave;
    },
  };
}
