import type { CompanyId, InquiryId } from '../../../schemas/ids.ts';
import type { EpochMs } from '../../../schemas/units.ts';
import { PersonReference } from '../models/person-reference.ts';
import { withAwsErrors } from '../store.ts';
import { lastIdAt } from './id-at.ts';

/** The inquiries that a person had sent by `untilMs`, oldest first; read consistently. */
export async function listPersonReferences(
  { companyId, personHash }: { companyId: CompanyId; personHash: string },
  { untilMs, limit, cursor }: { untilMs: EpochMs; limit: number; cursor?: string | undefined },
): Promise<{ readonly inquiryIds: readonly InquiryId[]; readonly cursor: string | null }> {
  const page = await withAwsErrors(() =>
    PersonReference()
      .query.reference({ companyId, personHash })
      .lte({ inquiryId: lastIdAt(untilMs) })
      .go({ consistent: true, limit, ...(cursor !== undefined && { cursor }) }),
  );
  return { inquiryIds: page.data.map(({ inquiryId }) => inquiryId), cursor: page.cursor };
}
