import { type Clock, systemClock } from '../clock.ts';

/** After this a request is a long poll or waits for a slow service: it needs no CPU. */
const youngMs = 100;

export interface ActiveRequests {
  /** Requests of a tenant that are being answered, and not for longer than a read takes. */
  countOf(tenant: string): number;
  /** Counts a request until the returned function is called; one that belongs to no tenant holds nobody's work back. */
  enter(tenant: string | undefined): () => void;
}

/** Counts the requests in flight by tenant, so that the work which nobody waits for stands back beside its own tenant's. */
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
