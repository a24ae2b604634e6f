import { knowledgeRoutes } from '../../../schemas/api/knowledge-routes.ts';
import { epochMs } from '../../../schemas/units.ts';
import { listKnowledge as listStored } from '../../entities/knowledge.ts';
import { httpRoute } from '../../middleware/http-route.ts';
import { cursorTokenOf } from '../../tokens/cursor-token.ts';
import { entryViewOf } from '../knowledge/entry-view.ts';
import { storeCursorOf } from '../views/cursor.ts';

const pageItems = 20;

export const listKnowledge = httpRoute(knowledgeRoutes, 'listKnowledge', async ({ query, principal }) => {
  const { limit, cursor, language, updatedAfter } = query;
  const { companyId, mode } = principal;
  const scope = { companyId, mode, filter: { list: 'knowledge', language, updatedAfter } };
  const page = await listStored(companyId, {
    filter: {
      language,
      updatedFromMs: updatedAfter === undefined ? undefined : epochMs(Math.max(0, Date.parse(updatedAfter))),
    },
    limit: limit === undefined ? pageItems : Number(limit),
    ...(cursor !== undefined && { cursor: storeCursorOf(scope, cursor) }),
  });
  const nextCursor = page.cursor === null ? {} : { nextCursor: cursorTokenOf(scope, page.cursor) };
  return { status: 200, body: { items: page.items.map(entryViewOf), ...nextCursor } };
});
