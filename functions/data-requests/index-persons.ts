import type { EpochMs } from '../../schemas/units.ts';
import { listInquiries } from '../entities/inquiry-list.ts';
import { findText } from '../entities/inquiry-text.ts';
import { addPersonReference, findPersonIndex, recordPersonIndex } from '../entities/person-index.ts';
import type { Tenant } from '../entities/tenant.ts';
import { personHashOf } from '../tokens/mac.ts';

const inquiriesAPage = 50;

/** Pages per invocation: some seconds of a function that has minutes. */
const pagesATurn = 20;

/**
 * Adds person references to a company's inquiries that have none, page by page; true when the walk
 * is over. It runs once a company, at its first request about a person: newer inquiries are created with theirs.
 */
export async function indexPersons(tenant: Tenant, nowMs: EpochMs): Promise<boolean> {
  const { companyId, mode } = tenant;
  const index = await findPersonIndex(tenant);
  if (index?.completedAtMs !== undefined) return true;
  let cursor = index?.cursor;
  for (let page = 1; page <= pagesATurn; page++) {
    const found = await listInquiries(tenant, {
      filter: {},
      limit: inquiriesAPage,
      ...(cursor !== undefined && { cursor }),
    });
    await Promise.all(
      found.items.map(async ({ inquiryId }) => {
        const customerEmail = (await findText(inquiryId))?.customerEmail;
        if (customerEmail === undefined) return;
        await addPersonReference({ companyId, personHash: personHashOf(customerEmail, mode), inquiryId });
      }),
    );
    if (found.cursor === null) {
      await recordPersonIndex(tenant, { completedAtMs: nowMs });
      return true;
    }
    cursor = found.cursor;
    await recordPersonIndex(tenant, { cursor });
  }
  return false;
}
