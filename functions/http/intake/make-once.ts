import { ProblemError } from '../../middleware/problem-error.ts';
import { type Keyed, replayedResource, replayedResourceOrRefuse } from './idempotency.ts';

interface Making<T> {
  /** Makes it in one transaction with its idempotency record. */
  make(): Promise<T | 'key_taken'>;
  /** What an earlier request made; null when it has been removed since. */
  find(resourceId: string): Promise<T | null>;
}

/**
 * Does what a request asks for, or finds what the same request made earlier, as it is now.
 * @throws ProblemError idempotency_mismatch, idempotency_in_progress, not_found
 */
export async function makeOnce<T extends object>(
  keyed: Keyed,
  { make, find }: Making<T>,
): Promise<{ readonly made: T; readonly headers: Readonly<Record<string, string>> }> {
  const earlier = await replayedResource(keyed);
  const made = earlier === null ? await make() : 'key_taken';
  if (made !== 'key_taken') return { made, headers: {} };
  const known = await find(earlier ?? (await replayedResourceOrRefuse(keyed)));
  if (known === null) {
    throw new ProblemError('not_found', { detail: 'What the first request with this key made has been removed since' });
  }
  return { made: known, headers: { 'idempotency-replayed': 'true' } };
}
