import type { InquiryId } from '../../../schemas/ids.ts';
import type { EpochMs } from '../../../schemas/units.ts';
import { withAwsErrors } from '../aws-error.ts';
import { store } from '../service.ts';
import type { Tenant } from '../tenant.ts';

/** The resolved inquiries that have not changed since `sinceMs`, oldest first, at most `most`. Reads the whole list of those before. */
export async function listUnchanged(
  { companyId, mode }: Tenant,
  { sinceMs, most }: { sinceMs: EpochMs; most: number },
): Promise<readonly InquiryId[]> {
  const { data } = await withAwsErrors(() =>
    store()
      .entities.inquiry.query.byCompany({ companyId, mode })
      .where(
        (attribute, { eq, lte }) => `${eq(attribute.status, 'resolved')} AND ${lte(attribute.updatedAtMs, sinceMs)}`,
      )
      .go({ count: most }),
  );
  return data.map(({ inquiryId }) => inquiryId);
}
