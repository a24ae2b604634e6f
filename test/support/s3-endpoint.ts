import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateBucketCommand } from '@aws-sdk/client-s3';
import { s3Client } from '../../functions/clients/s3.ts';
import { config } from '../../functions/config.ts';
import { openAwsEndpoint } from '../../local/aws/endpoint.ts';
import { createFaults } from '../../local/aws/faults.ts';
import { s3 } from '../../local/aws/s3/s3.ts';
import { systemClock } from '../../local/clock.ts';

/** A real S3 for functions under test, beside what else answers them; call before their first use of S3. */
export async function openS3({ scans = false } = {}): Promise<{ close(): Promise<void> }> {
  const dataDir = mkdtempSync(join(tmpdir(), 's3-'));
  const { AWS_SECRET_ACCESS_KEY: secretAccessKey = '' } = process.env;
  const services = { s3: s3.open({ objectFolder: dataDir, clock: systemClock, secretAccessKey, scans }) };
  const endpoint = await openAwsEndpoint({ port: 0, services, faults: createFaults() });
  process.env.AWS_ENDPOINT_URL_S3 = endpoint.url;
  await s3Client().send(new CreateBucketCommand({ Bucket: config().bucketName }));
  return {
    close: async () => {
      await endpoint.close();
      rmSync(dataDir, { recursive: true });
    },
  };
}
