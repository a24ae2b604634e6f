import { type EpochMs, epochMs } from '../../../schemas/units.ts';
import { ProblemError } from '../../middleware/problem-error.ts';

/** @throws ProblemError validation_failed when `expiresAt` is over already */
export function futureInstant(expiresAt: string, nowMs: EpochMs): EpochMs {
  const atMs = Date.parse(expiresAt);
  if (atMs > nowMs) return epochMs(atMs);
  const errors = [{ path: 'expiresAt', message: 'must be in the future' }];
  throw new ProblemError('validation_failed', { detail: 'Invalid: expiresAt', errors });
}
