import { DeleteObjectCommand } from '@aws-sdk/client-s3';
import { createPresignedPost, type PresignedPost } from '@aws-sdk/s3-presigned-post';
import type { CreateUploadRequest } from '../../../schemas/api/uploads.ts';
import { uploadFormSeconds } from '../../../schemas/api/uploads.ts';
import type { CompanyId, UploadId } from '../../../schemas/ids.ts';
import { s3Client } from '../../clients/s3.ts';
import { config } from '../../config.ts';
import { logger } from '../../logger.ts';

interface UploadKey {
  readonly companyId: CompanyId;
  readonly uploadId: UploadId;
}

/** Apart from `companies/`, so that what nobody takes goes by a lifecycle rule of the bucket. */
export const uploadObjectKey = ({ companyId, uploadId }: UploadKey): string => `uploads/${companyId}/${uploadId}`;

/** A form that S3 takes for `uploadFormSeconds`, with this very file alone: key, type, size and SHA-256 are signed. */
export const uploadForm = (
  key: UploadKey,
  { contentType, bytes, sha256 }: CreateUploadRequest,
): Promise<PresignedPost> =>
  createPresignedPost(s3Client(), {
    Bucket: config().bucketName,
    Key: uploadObjectKey(key),
    Expires: uploadFormSeconds,
    Conditions: [['content-length-range', bytes, bytes]],
    Fields: { 'Content-Type': contentType, 'x-amz-checksum-algorithm': 'SHA256', 'x-amz-checksum-sha256': sha256 },
  });

/** Removes what an inquiry has taken. What cannot be removed the bucket forgets in a day. */
export async function removeUploads(uploads: readonly UploadKey[]): Promise<void> {
  const removals = uploads.map((upload) =>
    s3Client().send(new DeleteObjectCommand({ Bucket: config().bucketName, Key: uploadObjectKey(upload) })),
  );
  for (const [index, result] of (await Promise.allSettled(removals)).entries()) {
    if (result.status === 'rejected') logger().warn('upload left behind', { uploadId: uploads[index]?.uploadId });
  }
}
