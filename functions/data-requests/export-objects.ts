import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { s3Client } from '../clients/s3.ts';
import { config } from '../config.ts';
import type { DataRequestItem } from '../entities/data-request.ts';

type Request = Pick<DataRequestItem, 'companyId' | 'dataRequestId'>;

/** The object of an export. */
export const exportKeyOf = ({ companyId, dataRequestId }: Request): string =>
  `exports/${companyId}/${dataRequestId}.json`;

/** The object of one of its parts. */
export const partKeyOf = ({ companyId, dataRequestId }: Request, part: number): string =>
  `exports/${companyId}/${dataRequestId}/${part}.json`;

/** Writes JSON to the bucket. A repeat overwrites it. */
export async function putJson(key: string, body: string): Promise<void> {
  await s3Client().send(
    new PutObjectCommand({ Bucket: config().bucketName, Key: key, Body: body, ContentType: 'application/json' }),
  );
}

const linkSeconds = 15 * 60;

/** A link to an export that works for 15 minutes without further credentials. */
export const exportLinkOf = (request: Request): Promise<string> =>
  getSignedUrl(
    s3Client(),
    new GetObjectCommand({
      Bucket: config().bucketName,
      Key: exportKeyOf(request),
      ResponseContentDisposition: `attachment; filename="${request.dataRequestId}.json"`,
    }),
    { expiresIn: linkSeconds },
  );
