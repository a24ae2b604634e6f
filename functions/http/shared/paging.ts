import { ProblemError } from '../../middleware/problem-error.ts';
import { type CursorScope, cursorTokenOf, readCursorToken } from '../../tokens/sealed-tokens.ts';

interface PageQuery {
  readonly limit?: string | undefined;
  readonly cursor?: string | undefined;
}

/** Items of a page when the query names no `limit`. */
const pageItems = 20;

/** The requested page, with the store's cursor. @throws ProblemError validation_failed for another list's cursor */
export const pageOf = (scope: CursorScope, { limit, cursor }: PageQuery) => ({
  limit: limit === undefined ? pageItems : Number(limit),
  ...(cursor !== undefined && { cursor: storeCursorOf(scope, cursor) }),
});

function storeCursorOf(scope: CursorScope, token: string): string {
  const cursor = readCursorToken(scope, token);
  if (cursor !== null) return cursor;
  const errors = [{ path: 'cursor', message: 'is not the nextCursor of a page of this list' }];
  throw new ProblemError('validation_failed', { detail: 'Invalid: cursor', errors });
}

/** For the answer: the cursor of the next page, unless this is the last. */
export const nextCursorOf = (scope: CursorScope, cursor: string | null): { nextCursor?: string } =>
  cursor === null ? {} : { nextCursor: cursorTokenOf(scope, cursor) };
