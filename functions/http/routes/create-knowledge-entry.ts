import { ulid } from 'ulid';
import { knowledgeRoutes } from '../../../schemas/api/knowledge-routes.ts';
import { KnowledgeId } from '../../../schemas/ids.ts';
import { httpRoute } from '../../middleware/http-route.ts';
import { entryEtagOf, entryViewOf } from '../knowledge/entry-view.ts';
import { saveEntry } from '../knowledge/save-entry.ts';

export const createKnowledgeEntry = httpRoute(
  knowledgeRoutes,
  'createKnowledgeEntry',
  async ({ body, principal, nowMs }) => {
    const knowledgeId = KnowledgeId.parse(ulid(nowMs).toLowerCase());
    const wanted = { companyId: principal.companyId, knowledgeId, fields: body };
    const { entry } = await saveEntry(wanted, { headers: {}, nowMs });
    return {
      status: 201,
      headers: { location: `/v1/knowledge/${knowledgeId}`, etag: entryEtagOf(entry) },
      body: entryViewOf(entry),
    };
  },
);
