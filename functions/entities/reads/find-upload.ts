import type { CompanyId, UploadId } from '../../../schemas/ids.ts';
import { Upload, type UploadItem } from '../models/upload.ts';
import { getConsistently } from '../store.ts';

/** A company's upload, read consistently; null when it has none of that id. */
export async function findUpload(companyId: CompanyId, uploadId: UploadId): Promise<UploadItem | null> {
  return getConsistently(Upload().get({ companyId, uploadId }));
}
