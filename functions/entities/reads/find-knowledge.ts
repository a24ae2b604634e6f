import type { CompanyId, KnowledgeId } from '../../../schemas/ids.ts';
import { KnowledgeEntry, type KnowledgeEntryItem } from '../models/knowledge-entry.ts';
import { getConsistently, withAwsErrors } from '../store.ts';

/** One entry, read consistently; null when there is none. */
export async function findKnowledgeEntry(
  companyId: CompanyId,
  knowledgeId: KnowledgeId,
): Promise<KnowledgeEntryItem | null> {
  return getConsistently(KnowledgeEntry().get({ companyId, knowledgeId }));
}

/** Those of the entries that there are, by id, read consistently. @throws Error when the table does not give them all */
export async function findKnowledgeEntries(
  companyId: CompanyId,
  knowledgeIds: readonly KnowledgeId[],
): Promise<ReadonlyMap<KnowledgeId, KnowledgeEntryItem>> {
  if (knowledgeIds.length === 0) return new Map();
  const keys = knowledgeIds.map((knowledgeId) => ({ companyId, knowledgeId }));
  const { data, unprocessed } = await withAwsErrors(() =>
    KnowledgeEntry().get(keys).go({ consistent: true, concurrent: 2 }),
  );
  if (unprocessed.length > 0) throw new ReadThrottled(`${unprocessed.length} of ${keys.length} entries were not read`);
  return new Map(data.map((entry) => [entry.knowledgeId, entry]));
}

/** A batch that was cut short for want of capacity; AWS's own name for it, since another try may do. */
class ReadThrottled extends Error {
  override readonly name = 'ProvisionedThroughputExceededException';
}
