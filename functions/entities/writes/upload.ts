import type { CompanyId, InquiryId, UploadId } from '../../../schemas/ids.ts';
import { withAwsErrors } from '../aws-error.ts';
import type { UploadItem } from '../models/upload.ts';
import type { TransactionEntities } from '../service.ts';
import { store } from '../service.ts';

export async function createUpload(upload: Omit<UploadItem, 'state' | 'inquiryId'>): Promise<void> {
  await withAwsErrors(() =>
    store()
      .entities.upload.create({ ...upload, state: 'open' })
      .go(),
  );
}

/** Part of the transaction that accepts an inquiry: it takes the upload, unless another one has. */
export const takeUpload = (
  entity: TransactionEntities,
  { companyId, uploadId, inquiryId }: { companyId: CompanyId; uploadId: UploadId; inquiryId: InquiryId },
) =>
  entity.upload
    .patch({ companyId, uploadId })
    .set({ state: 'used', inquiryId })
    .where((attribute, { eq }) => eq(attribute.state, 'open'))
    .commit();
