import { DeleteObjectCommand } from '@aws-sdk/client-s3';
import { s3Client } from '../clients/s3.ts';
import { config } from '../config.ts';

/** Deletes an object of the bucket; one that is not there is no error. */
export async function deleteObject(key: string): Promise<void> {
  await s3Client().send(new DeleteObjectCommand({ Bucket: config().bucketName, Key: key }));
}
