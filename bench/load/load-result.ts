import * as z from 'zod/mini';

/** What the generator is told. */
export interface LoadPlan {
  readonly apiUrl: string;
  readonly apiKey: string;
  readonly ratePerSecond: number;
  readonly seconds: number;
}

/** What the generator tells at its end. Times in milliseconds. */
export const LoadResult = z.object({
  accepted: z.array(z.object({ id: z.string(), latencyMs: z.number() })),
  /** Failed requests by HTTP status or error code. */
  errors: z.record(z.string(), z.int()),
  startedAtMs: z.number(),
  endedAtMs: z.number(),
  /** How far behind its schedule the generator itself fell at most. */
  latestSendMs: z.number(),
});
export type LoadResult = z.infer<typeof LoadResult>;
