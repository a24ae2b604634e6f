import type { CompanyId } from '../../../schemas/ids.ts';
import type { InquiryStatus } from '../../../schemas/status.ts';
import { withAwsErrors } from '../aws-error.ts';
import type { InquiryItem } from '../models/inquiry.ts';
import { store } from '../service.ts';

export interface InquiryPage {
  readonly items: readonly InquiryItem[];
  /** ElectroDB's opaque cursor; null at the end. It names the tenant's partition: bind it before it leaves the house. */
  readonly cursor: string | null;
}

/** A company's inquiries, newest first; erased ones are left out. */
export async function listInquiries(
  companyId: CompanyId,
  options: { limit: number; status?: InquiryStatus; cursor?: string },
): Promise<InquiryPage> {
  const { limit, status, cursor } = options;
  const query = store()
    .entities.inquiry.query.byCompany({ companyId })
    .where((attribute, { eq, ne }) =>
      status === undefined ? ne(attribute.status, 'erased') : eq(attribute.status, status),
    );
  const page = await withAwsErrors(() =>
    query.go({ order: 'desc', count: limit, ...(cursor !== undefined && { cursor }) }),
  );
  return { items: page.data, cursor: page.cursor };
}
