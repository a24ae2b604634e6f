import { httpRoute } from '../../middleware/http-route.ts';
import { readIndexView } from '../knowledge/index-view.ts';

export const getKnowledgeIndex = httpRoute('getKnowledgeIndex', async ({ principal, nowMs }) => ({
  status: 200,
  body: await readIndexView(principal.companyId, nowMs),
}));
