import type { InquiryId } from '../../../schemas/ids.ts';
import type { EpochMs } from '../../../schemas/units.ts';
import { Inquiry } from '../models/inquiry.ts';
import { byKeysAlone, withAwsErrors } from '../store.ts';
import type { Tenant } from '../tenant.ts';
import { firstIdAt, lastIdAt } from './id-at.ts';
import { readMatching } from './read-matching.ts';

/**
 * Resolved inquiries that have not changed since `sinceMs`, oldest first, at most `most`. What was made later cannot be
 * among them. Fewer than `most`, or none, are no end while there is a cursor.
 */
export async function listUnchanged(
  { companyId, mode }: Tenant,
  { sinceMs, most, cursor }: { sinceMs: EpochMs; most: number; cursor?: string | undefined },
): Promise<{ readonly inquiryIds: readonly InquiryId[]; readonly cursor: string | null }> {
  const query = Inquiry()
    .query.byCompany({ companyId, mode })
    .between({ inquiryId: firstIdAt(0) }, { inquiryId: lastIdAt(sinceMs) })
    .where(
      (attribute, { eq, lte }) => `${eq(attribute.status, 'resolved')} AND ${lte(attribute.updatedAtMs, sinceMs)}`,
    );
  const page = await readMatching((part) => withAwsErrors(() => query.go({ ...byKeysAlone, ...part })), {
    limit: most,
    cursor,
  });
  return { inquiryIds: page.items.map(({ inquiryId }) => inquiryId), cursor: page.cursor };
}
