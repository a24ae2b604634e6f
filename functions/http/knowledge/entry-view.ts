import type { KnowledgeEntryView } from '../../../schemas/api/knowledge.ts';
import { timestampOf } from '../../../schemas/units.ts';
import type { KnowledgeEntryItem } from '../../entities/knowledge.ts';

/** An entry as its company sees it. */
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

/** Strong, also for an entry that was removed and made again: its version begins anew, its time of making does not. */
export const entryEtagOf = ({ createdAtMs, version }: KnowledgeEntryItem): string =>
  `"${createdAtMs.toString(36)}-v${version}"`;
