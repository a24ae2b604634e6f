import * as z from 'zod/mini';

/** `faults` breaks services; `crash` also ends processes and fills the disk; `attack` sends what strangers send. */
export const ChaosMode = z.enum(['faults', 'crash', 'attack']);
export type ChaosMode = z.infer<typeof ChaosMode>;

/** What a process says of the schedules it has carried out: all it was given, or those up to the first that failed. */
export const Round = z.object({
  done: z.int(),
  failedSeed: z.optional(z.int()),
  killCount: z.int(),
  peakMb: z.number(),
});
export type Round = z.infer<typeof Round>;
