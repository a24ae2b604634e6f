import * as z from 'zod/mini';

/** A request that is sent by turns with others. */
const Shot = z.object({
  /** What its latencies are reported under. */
  name: z.string(),
  method: z.enum(['GET', 'POST']),
  /** A POST has the next inquiry of the load as its body. */
  path: z.string(),
  headers: z.record(z.string(), z.string()),
  expectedStatus: z.int(),
});
export type Shot = z.infer<typeof Shot>;

/** What the generator's process is told, as one line on standard input. */
export const Profile = z.object({
  apiUrl: z.string(),
  apiKey: z.string(),
  ratePerSecond: z.number(),
  seconds: z.number(),
  /** Sent in this order, again and again. */
  shots: z.array(Shot).check(z.minLength(1)),
});
export type Profile = z.infer<typeof Profile>;

/** What it tells at its end. Times in milliseconds. */
export const ProfileResult = z.object({
  latenciesMs: z.record(z.string(), z.array(z.number())),
  /** Answers other than expected by name and status, connections by error code. */
  errors: z.record(z.string(), z.int()),
  seconds: z.number(),
  latestSendMs: z.number(),
});
export type ProfileResult = z.infer<typeof ProfileResult>;
