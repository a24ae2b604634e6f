import { knowledgeRoutes } from '../../../schemas/api/knowledge-routes.ts';
import { httpRoute } from '../../middleware/http-route.ts';
import { readIdempotencyKey } from '../intake/idempotency-key.ts';
import { addEntry } from '../knowledge/add-entry.ts';
import { entryEtagOf, entryViewOf } from '../knowledge/entry-view.ts';

export const createKnowledgeEntry = httpRoute(knowledgeRoutes, 'createKnowledgeEntry', async (request) => {
  const { body, bytes, headers, principal, nowMs } = request;
  const { companyId, mode } = principal;
  const idempotency = readIdempotencyKey('createKnowledgeEntry', { headers, bytes, mode });
  const { made, headers: replayed } = await addEntry(body, { companyId, idempotency, nowMs });
  return {
    status: 201,
    headers: { location: `/v1/knowledge/${made.knowledgeId}`, etag: entryEtagOf(made), ...replayed },
    body: entryViewOf(made),
  };
});
