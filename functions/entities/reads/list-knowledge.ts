import type { CompanyId } from '../../../schemas/ids.ts';
import type { LanguageCode } from '../../../schemas/inquiry.ts';
import type { EpochMs } from '../../../schemas/units.ts';
import { KnowledgeEntry, type KnowledgeEntryItem } from '../models/knowledge-entry.ts';
import { byKeysAlone, withAwsErrors } from '../store.ts';
import { readMatching } from './read-matching.ts';

/** Every condition that is given must hold. */
export interface KnowledgeFilter {
  readonly language?: LanguageCode | undefined;
  /** From this millisecond on. */
  readonly updatedFromMs?: EpochMs | undefined;
}

export interface KnowledgePage {
  readonly items: readonly KnowledgeEntryItem[];
  /** ElectroDB's opaque cursor; null at the end alone. It names the tenant's partition: bind it before it is handed out. */
  readonly cursor: string | null;
}

/** A company's entries by id. */
export async function listKnowledge(
  companyId: CompanyId,
  options: { filter: KnowledgeFilter; limit: number; cursor?: string },
): Promise<KnowledgePage> {
  const { filter, limit, cursor } = options;
  const { language, updatedFromMs } = filter;
  const query = KnowledgeEntry()
    .query.entry({ companyId })
    .where((attribute, { eq, gte }) =>
      [
        ...(language === undefined ? [] : [eq(attribute.language, language)]),
        ...(updatedFromMs === undefined ? [] : [gte(attribute.updatedAtMs, updatedFromMs)]),
      ].join(' AND '),
    );
  return readMatching((page) => withAwsErrors(() => query.go({ ...byKeysAlone, consistent: true, ...page })), {
    limit,
    cursor,
  });
}

/** All of a company's entries by id, read consistently: what was committed before is among them. */
export async function listAllKnowledge(companyId: CompanyId): Promise<readonly KnowledgeEntryItem[]> {
  const { data } = await withAwsErrors(() =>
    KnowledgeEntry().query.entry({ companyId }).go({ pages: 'all', consistent: true }),
  );
  return data;
}
