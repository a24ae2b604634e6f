import type { CompanyId, InquiryId, UploadId } from '../../../schemas/ids.ts';
import { Upload, type UploadItem } from '../models/upload.ts';
import { withAwsErrors } from '../store.ts';

export async function createUpload(upload: Omit<UploadItem, 'state' | 'inquiryId'>): Promise<void> {
  await withAwsErrors(() =>
    Upload()
      .create({ ...upload, state: 'open' })
      .go(),
  );
}

/** Part of the transaction that accepts an inquiry: it takes the upload, unless another one has. */
export const takeUpload = ({
  companyId,
  uploadId,
  inquiryId,
}: {
  companyId: CompanyId;
  uploadId: UploadId;
  inquiryId: InquiryId;
}) =>
  Upload.inTransaction()
    .patch({ companyId, uploadId })
    .set({ state: 'used', inquiryId })
    .where((attribute, { eq }) => eq(attribute.state, 'open'))
    .commit();
