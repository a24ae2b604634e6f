import { listInquiries as listStored } from '../../entities/reads/list-inquiries.ts';
import { httpRoute } from '../../middleware/http-route.ts';
import { ProblemError } from '../../middleware/problem-error.ts';
import { type CursorScope, cursorTokenOf, readCursorToken } from '../../tokens/cursor-token.ts';
import { summaryOf } from '../views/inquiry-views.ts';

const pageItems = 20;

export const listInquiries = httpRoute('listInquiries', async ({ query, principal }) => {
  const { status, limit, cursor } = query;
  const { companyId } = principal;
  const scope = { companyId, status };
  const page = await listStored(companyId, {
    limit: limit === undefined ? pageItems : Number(limit),
    ...(status !== undefined && { status }),
    ...(cursor !== undefined && { cursor: storeCursorOf(scope, cursor) }),
  });
  const nextCursor = page.cursor === null ? {} : { nextCursor: cursorTokenOf(scope, page.cursor) };
  return { status: 200, body: { items: page.items.map(summaryOf), ...nextCursor } };
});

function storeCursorOf(scope: CursorScope, token: string): string {
  const cursor = readCursorToken(scope, token);
  if (cursor !== null) return cursor;
  const errors = [{ path: 'cursor', message: 'is not the nextCursor of a page of this list' }];
  throw new ProblemError('validation_failed', { detail: 'Invalid: cursor', errors });
}
