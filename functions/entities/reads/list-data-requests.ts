import type { CompanyId } from '../../../schemas/ids.ts';
import { DataRequest, type DataRequestItem } from '../models/data-request.ts';
import { byKeysAlone, withAwsErrors } from '../store.ts';
import type { Tenant } from '../tenant.ts';
import { readMatching } from './read-matching.ts';

/** A company's requests about personal data, newest first. The cursor names the tenant's partition, as in `InquiryPage`. */
export async function listDataRequests(
  { companyId, mode }: Tenant,
  { limit, cursor }: { limit: number; cursor?: string },
): Promise<{ readonly items: readonly DataRequestItem[]; readonly cursor: string | null }> {
  const query = DataRequest()
    .query.request({ companyId })
    .where((attribute, { eq }) => eq(attribute.mode, mode));
  return readMatching((page) => withAwsErrors(() => query.go({ ...byKeysAlone, order: 'desc', ...page })), {
    limit,
    cursor,
  });
}

/** The exports of one person that the company can still fetch, or that are being made. */
export async function listExportsOf(companyId: CompanyId, personHash: string): Promise<readonly DataRequestItem[]> {
  const { data } = await withAwsErrors(() =>
    DataRequest()
      .query.request({ companyId })
      .where((attribute, { eq, exists }) =>
        [
          eq(attribute.personHash, personHash),
          eq(attribute.kind, 'export'),
          `(${exists(attribute.availableUntilMs)} OR ${eq(attribute.state, 'pending')})`,
        ].join(' AND '),
      )
      .go({ consistent: true, pages: 'all' }),
  );
  return data;
}
