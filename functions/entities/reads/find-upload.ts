import type { CompanyId, UploadId } from '../../../schemas/ids.ts';
import { Upload, type UploadItem } from '../models/upload.ts';
import { withAwsErrors } from '../store.ts';

/** A company's upload, read consistently; null when it has none of that id. */
export async function findUpload(companyId: CompanyId, uploadId: UploadId): Promise<UploadItem | null> {
  const { data } = await withAwsErrors(() =>
    Upload().get({ companyId, uploadId }).go({ consistent: true, originalErr: true }),
  );
  return data;
}
