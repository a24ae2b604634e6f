import { privacyRoutes } from '../../../schemas/api/privacy-routes.ts';
import { listDataRequests as listStored } from '../../entities/data-request.ts';
import { httpRoute } from '../../middleware/http-route.ts';
import { ProblemError } from '../../middleware/problem-error.ts';
import { cursorTokenOf, readCursorToken } from '../../tokens/cursor-token.ts';
import { dataRequestView } from '../privacy/data-request-view.ts';

const pageItems = 20;

export const listDataRequests = httpRoute(privacyRoutes, 'listDataRequests', async ({ query, principal }) => {
  const { companyId, mode } = principal;
  const scope = { companyId, mode, filter: { list: 'data-requests' } };
  const cursor = query.cursor === undefined ? undefined : readCursorToken(scope, query.cursor);
  if (cursor === null) {
    const errors = [{ path: 'cursor', message: 'is not the nextCursor of a page of this list' }];
    throw new ProblemError('validation_failed', { detail: 'Invalid: cursor', errors });
  }
  const limit = query.limit === undefined ? pageItems : Number(query.limit);
  const page = await listStored(principal, { limit, ...(cursor !== undefined && { cursor }) });
  const next = page.cursor === null ? {} : { nextCursor: cursorTokenOf(scope, page.cursor) };
  return { status: 200, body: { items: page.items.map(dataRequestView), ...next } };
});
