import { ProblemError } from '../../middleware/problem-error.ts';
import { type CursorScope, readCursorToken } from '../../tokens/cursor-token.ts';

/** The store's cursor inside the caller's. @throws ProblemError validation_failed when it is none of this list */
export function storeCursorOf(scope: CursorScope, token: string): string {
  const cursor = readCursorToken(scope, token);
  if (cursor !== null) return cursor;
  const errors = [{ path: 'cursor', message: 'is not the nextCursor of a page of this list' }];
  throw new ProblemError('validation_failed', { detail: 'Invalid: cursor', errors });
}
