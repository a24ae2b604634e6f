import { DeleteObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { AttachmentNumber, type CompanyId, type InquiryId } from '../../../schemas/ids.ts';
import { s3Client } from '../../clients/s3.ts';
import { config } from '../../config.ts';
import type { StoredAttachment } from '../../entities/attribute-types.ts';
import { logger } from '../../logger.ts';
import type { SoundAttachment } from './read-attachments.ts';

/**
 * Stores the attachments of a new inquiry before it is accepted; all or none.
 * @throws the AWS error of the first that failed
 */
export async function uploadAttachments(
  sound: readonly SoundAttachment[],
  owner: { companyId: CompanyId; inquiryId: InquiryId },
): Promise<readonly StoredAttachment[]> {
  const planned = sound.map((attachment, index) => ({ attachment, stored: describe(attachment, index, owner) }));
  const results = await Promise.allSettled(planned.map(({ attachment, stored }) => upload(attachment, stored)));
  const stored = planned.map((plan) => plan.stored);
  const failure = results.find((result) => result.status === 'rejected');
  if (failure === undefined) return stored;
  await removeAttachments(stored);
  throw failure.reason;
}

/** Removes the stored attachments of an inquiry that was not accepted. Failures are logged. */
export async function removeAttachments(stored: readonly StoredAttachment[]): Promise<void> {
  const removals = stored.map(({ objectKey }) =>
    s3Client().send(new DeleteObjectCommand({ Bucket: config().bucketName, Key: objectKey })),
  );
  for (const [index, result] of (await Promise.allSettled(removals)).entries()) {
    if (result.status === 'rejected') logger().warn('attachment left behind', { objectKey: stored[index]?.objectKey });
  }
}

function describe(
  { filename, contentType, pages, content }: SoundAttachment,
  index: number,
  { companyId, inquiryId }: { companyId: CompanyId; inquiryId: InquiryId },
): StoredAttachment {
  const number = AttachmentNumber.parse(index + 1);
  const objectKey = `companies/${companyId}/inquiries/${inquiryId}/${number}`;
  return { number, filename, contentType, bytes: content.length, pages, objectKey };
}

async function upload({ content, contentType }: SoundAttachment, { objectKey }: StoredAttachment): Promise<void> {
  await s3Client().send(
    new PutObjectCommand({
      Bucket: config().bucketName,
      Key: objectKey,
      Body: content,
      ContentType: contentType,
      ContentLength: content.length,
    }),
  );
}
