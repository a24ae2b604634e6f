import { GetObjectTaggingCommand } from '@aws-sdk/client-s3';
import { type ScanFinding, scanFindingOf } from '../../domain/attachments/scan-finding.ts';
import { s3Client } from '../clients/s3.ts';
import { config } from '../config.ts';
import type { StoredAttachment } from '../entities/attribute-types.ts';

export interface Scanned {
  readonly attachment: StoredAttachment;
  readonly finding: ScanFinding;
}

/** Results of malware scans for attachments of that age; without a scanner all are clean. */
export async function scanFindings(
  attachments: readonly StoredAttachment[],
  ageSeconds: number,
): Promise<readonly Scanned[]> {
  const { malwareTag } = config();
  if (malwareTag === null) return attachments.map((attachment) => ({ attachment, finding: 'clean' }));
  return Promise.all(
    attachments.map(async (attachment) => {
      const tag = await tagOf(attachment.objectKey, malwareTag);
      return { attachment, finding: scanFindingOf(tag, ageSeconds) };
    }),
  );
}

async function tagOf(objectKey: string, name: string): Promise<string | undefined> {
  const { TagSet = [] } = await s3Client().send(
    new GetObjectTaggingCommand({ Bucket: config().bucketName, Key: objectKey }),
  );
  return TagSet.find(({ Key }) => Key === name)?.Value;
}
