import { knowledgeRoutes } from '../../../schemas/api/knowledge-routes.ts';
import { findKnowledgeEntry } from '../../entities/knowledge.ts';
import { httpRoute } from '../../middleware/http-route.ts';
import { ProblemError } from '../../middleware/problem-error.ts';
import { entryEtagOf, entryViewOf } from '../knowledge/entry-view.ts';
import { isKnown, revalidated } from '../views/inquiry-etag.ts';

export const getKnowledgeEntry = httpRoute(
  knowledgeRoutes,
  'getKnowledgeEntry',
  async ({ path, principal, headers }) => {
    const entry = await findKnowledgeEntry(principal.companyId, path.knowledgeId);
    if (entry === null) throw new ProblemError('not_found');
    const etag = entryEtagOf(entry);
    if (isKnown(headers['if-none-match'], etag)) return { status: 304, body: null, headers: revalidated(etag) };
    return { status: 200, body: entryViewOf(entry), headers: revalidated(etag) };
  },
);
