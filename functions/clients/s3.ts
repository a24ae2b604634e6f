import { S3Client } from '@aws-sdk/client-s3';
import { once } from '../once.ts';
import { boundedClient } from './bounded.ts';

export const s3Client = once(() => boundedClient('s3', (config) => new S3Client({ ...config, forcePathStyle: true })));
