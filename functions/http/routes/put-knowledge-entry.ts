import { knowledgeRoutes } from '../../../schemas/api/knowledge-routes.ts';
import { httpRoute } from '../../middleware/http-route.ts';
import { entryEtagOf, entryViewOf } from '../knowledge/entry-view.ts';
import { saveEntry } from '../knowledge/save-entry.ts';

export const putKnowledgeEntry = httpRoute(
  knowledgeRoutes,
  'putKnowledgeEntry',
  async ({ path, body, principal, headers, nowMs }) => {
    const { knowledgeId } = path;
    const wanted = { companyId: principal.companyId, knowledgeId, fields: body };
    const { entry, isNew } = await saveEntry(wanted, { headers, nowMs });
    const etag = entryEtagOf(entry);
    if (!isNew) return { status: 200, body: entryViewOf(entry), headers: { etag } };
    return { status: 201, body: entryViewOf(entry), headers: { etag, location: `/v1/knowledge/${knowledgeId}` } };
  },
);
