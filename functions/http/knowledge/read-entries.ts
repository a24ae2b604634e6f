import { type KnowledgeEntryView, knowledgeRoutes } from '../../../schemas/api/knowledge.ts';
import { epochMs, timestampOf } from '../../../schemas/units.ts';
import { findKnowledgeEntry, type KnowledgeEntryItem, listKnowledge as listStored } from '../../entities/knowledge.ts';
import { httpRoute } from '../../middleware/http-route.ts';
import { ProblemError } from '../../middleware/problem-error.ts';
import { isKnown, revalidated } from '../shared/conditional-requests.ts';
import { nextCursorOf, pageOf } from '../shared/paging.ts';

export const listKnowledge = httpRoute(knowledgeRoutes, 'listKnowledge', async ({ query, principal }) => {
  const { limit, cursor, language, updatedAfter } = query;
  const { companyId, mode } = principal;
  const scope = { companyId, mode, filter: { list: 'knowledge', language, updatedAfter } };
  const page = await listStored(companyId, {
    filter: {
      language,
      updatedFromMs: updatedAfter === undefined ? undefined : epochMs(Math.max(0, Date.parse(updatedAfter))),
    },
    ...pageOf(scope, { limit, cursor }),
  });
  return { status: 200, body: { items: page.items.map(entryViewOf), ...nextCursorOf(scope, page.cursor) } };
});

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

/** An entry in its company's view. */
export const entryViewOf = (entry: KnowledgeEntryItem): KnowledgeEntryView => ({
  id: entry.knowledgeId,
  title: entry.title,
  text: entry.text,
  language: entry.language,
  ...(entry.category !== undefined && { category: entry.category }),
  ...(entry.sourceUrl !== undefined && { sourceUrl: entry.sourceUrl }),
  state: entry.state,
  version: entry.version,
  createdAt: timestampOf(entry.createdAtMs),
  updatedAt: timestampOf(entry.updatedAtMs),
});

/** Strong, also for a recreated entry: its version restarts, but its creation time is new. */
export const entryEtagOf = ({ createdAtMs, version }: KnowledgeEntryItem): string =>
  `"${createdAtMs.toString(36)}-v${version}"`;
