import { S3Client } from '@aws-sdk/client-s3';
import { boundedClient } from './bounded.ts';
import { once } from './once.ts';

export const s3Client = once(() => boundedClient('s3', (config) => new S3Client({ ...config, forcePathStyle: true })));
