import { knowledgeRoutes } from '../../../schemas/api/knowledge-routes.ts';
import { httpRoute } from '../../middleware/http-route.ts';
import { readIndexView } from '../knowledge/index-view.ts';

export const getKnowledgeIndex = httpRoute(knowledgeRoutes, 'getKnowledgeIndex', async ({ principal, nowMs }) => ({
  status: 200,
  body: await readIndexView(principal.companyId, nowMs),
}));
