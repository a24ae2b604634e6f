import { S3Client } from '@aws-sdk/client-s3';
import { once } from './once.ts';
import { sdkDefaults } from './sdk-defaults.ts';
import { unlogged } from './unlogged.ts';

export const s3Client = once(() => unlogged(new S3Client({ ...sdkDefaults, forcePathStyle: true })));
