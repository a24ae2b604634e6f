import { durationSeconds } from '../../../schemas/units.ts';

/** Until the inquiry is scored: the time an automatic answer takes. */
export const firstEstimateSeconds = durationSeconds(60);
