import type { CompanyId, UploadId } from '../../../schemas/ids.ts';
import { withAwsErrors } from '../aws-error.ts';
import type { UploadItem } from '../models/upload.ts';
import { store } from '../service.ts';

/** A company's upload, read consistently; null when it has none of that id. */
export async function findUpload(companyId: CompanyId, uploadId: UploadId): Promise<UploadItem | null> {
  const { data } = await withAwsErrors(() =>
    store().entities.upload.get({ companyId, uploadId }).go({ consistent: true, originalErr: true }),
  );
  return data;
}
