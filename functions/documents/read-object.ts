import { GetObjectCommand } from '@aws-sdk/client-s3';
import { s3Client } from '../clients/s3.ts';
import { config } from '../config.ts';

/** The bytes of one stored attachment. @throws the SDK's NoSuchKey when it is gone. */
export async function readObject(objectKey: string): Promise<Uint8Array> {
  const { Body } = await s3Client().send(new GetObjectCommand({ Bucket: config().bucketName, Key: objectKey }));
  if (Body === undefined) throw new Error('S3 answered GetObject without a body');
  return Body.transformToByteArray();
}
