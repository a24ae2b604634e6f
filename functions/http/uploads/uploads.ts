import { createHash } from 'node:crypto';
import { DeleteObjectCommand } from '@aws-sdk/client-s3';
import { createPresignedPost, type PresignedPost } from '@aws-sdk/s3-presigned-post';
import { type CreateUploadRequest, uploadFormSeconds } from '../../../schemas/api/uploads.ts';
import type { Plan } from '../../../schemas/company.ts';
import type { CompanyId, UploadId } from '../../../schemas/ids.ts';
import type { Mode } from '../../../schemas/mode.ts';
import type { EpochMs } from '../../../schemas/units.ts';
import { s3Client } from '../../clients/s3.ts';
import { config } from '../../config.ts';
import { readObject } from '../../documents/read-object.ts';
import { findCompany } from '../../entities/account.ts';
import { findUpload, type UploadItem } from '../../entities/upload.ts';
import { logger } from '../../logger.ts';
import { ProblemError } from '../../middleware/problem-error.ts';

/** An upload with its file, or the reason for the sender. */
type ReadUpload =
  | { readonly kind: 'found'; readonly upload: UploadItem; readonly content: Uint8Array }
  | { readonly kind: 'refused'; readonly message: string };

interface Asker {
  readonly companyId: CompanyId;
  readonly mode: Mode;
  readonly nowMs: EpochMs;
}

/** Fetches the file of an unused upload, if it is the announced one. */
export async function readUpload(uploadId: UploadId, { companyId, mode, nowMs }: Asker): Promise<ReadUpload> {
  const upload = await findUpload(companyId, uploadId);
  if (upload === null || (upload.mode ?? mode) !== mode) return refused('is no upload of yours');
  if (upload.expiresAt * 1000 <= nowMs) return refused('has expired; upload the file again');
  if (upload.state === 'used') return refused(used);
  const content = await readIfThere(uploadObjectKey(upload));
  if (content === null) return refused('is not uploaded yet: POST its file to the form first');
  if (content.length !== upload.bytes) return refused(`has ${content.length} bytes; ${upload.bytes} were announced`);
  const sha256 = createHash('sha256').update(content).digest('base64');
  if (sha256 !== upload.sha256) return refused('is another file than was announced: its SHA-256 differs');
  return { kind: 'found', upload, content };
}

/** The problem when another inquiry has taken an upload; a retry while that one is being stored. */
export async function uploadsTaken(uploadIds: readonly UploadId[], companyId: CompanyId): Promise<ProblemError> {
  const uploads = await Promise.all(uploadIds.map((uploadId) => findUpload(companyId, uploadId)));
  const errors = uploads.flatMap((upload, index) =>
    upload?.state === 'open' ? [] : [{ path: `uploadIds[${index}]`, message: used }],
  );
  if (errors.length === 0) return new ProblemError('unavailable', { headers: { 'retry-after': '1' } });
  const detail = `Invalid: ${errors.map(({ path }) => path).join(', ')}`;
  return new ProblemError('validation_failed', { detail, errors });
}

const used = 'belongs to another inquiry; upload the file again';

const refused = (message: string): ReadUpload => ({ kind: 'refused', message });

/** A missing object is an upload whose form was not used. */
async function readIfThere(objectKey: string): Promise<Uint8Array | null> {
  try {
    return await readObject(objectKey);
  } catch (error) {
    if (error instanceof Error && error.name === 'NoSuchKey') return null;
    throw error;
  }
}

interface UploadKey {
  readonly companyId: CompanyId;
  readonly uploadId: UploadId;
}

/** Outside `companies/`, so that a lifecycle rule of the bucket removes unused files. */
const uploadObjectKey = ({ companyId, uploadId }: UploadKey): string => `uploads/${companyId}/${uploadId}`;

/** A form that S3 accepts for `uploadFormSeconds`, for this file only: key, type, size and SHA-256 are signed. */
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

/** Removes uploads that an inquiry has taken. The bucket removes the rest within a day. */
export async function removeUploads(uploads: readonly UploadKey[]): Promise<void> {
  const removals = uploads.map((upload) =>
    s3Client().send(new DeleteObjectCommand({ Bucket: config().bucketName, Key: uploadObjectKey(upload) })),
  );
  for (const [index, result] of (await Promise.allSettled(removals)).entries()) {
    if (result.status === 'rejected') logger().warn('upload left behind', { uploadId: uploads[index]?.uploadId });
  }
}

/** The company's plan. @throws ProblemError unauthorized when the company is gone */
export async function planOf(companyId: CompanyId, nowMs: EpochMs): Promise<Plan> {
  const company = await findCompany(companyId, nowMs);
  if (company === null) throw new ProblemError('unauthorized');
  return company.plan;
}
