import { knowledgeRoutes } from '../../../schemas/api/knowledge-routes.ts';
import { askForIndexAlone, indexJobIdOf } from '../../entities/knowledge.ts';
import { runSoon } from '../../jobs/run-soon.ts';
import { httpRoute } from '../../middleware/http-route.ts';
import { readIndexView } from '../knowledge/index-view.ts';

export const rebuildKnowledgeIndex = httpRoute(
  knowledgeRoutes,
  'rebuildKnowledgeIndex',
  async ({ principal, nowMs }) => {
    const { companyId } = principal;
    await askForIndexAlone(companyId, nowMs);
    const body = await readIndexView(companyId, nowMs);
    await runSoon([indexJobIdOf(companyId)]);
    return { status: 202, headers: { location: '/v1/knowledge/index' }, body };
  },
);
