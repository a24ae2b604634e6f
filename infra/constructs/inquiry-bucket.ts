import { Aws, Duration, RemovalPolicy, Validations } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  type CorsRule,
  HttpMethods,
  ObjectOwnership,
} from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import type { Parameters } from '../parameters.ts';

/** By name, so that grants need no export of the stack that holds it. */
export const bucketName = ({ name, region }: Parameters): string => `${name}-${Aws.ACCOUNT_ID}-${region}`;
export const bucketArn = (parameters: Parameters): string => `arn:${Aws.PARTITION}:s3:::${bucketName(parameters)}`;

export interface InquiryBucketProps {
  readonly parameters: Parameters;
  readonly key?: IKey;
}

/** Pages of this origin may upload by a form and read S3's answer. */
const uploadsFrom = (origin: string): CorsRule => ({ allowedMethods: [HttpMethods.POST], allowedOrigins: [origin] });

/** Attachments and knowledge indexes, under `companies/<id>/`; files on their way to an inquiry under `uploads/`. */
export class InquiryBucket extends Construct {
  readonly bucket: Bucket;

  constructor(scope: Construct, id: string, { parameters, key }: InquiryBucketProps) {
    super(scope, id);
    this.bucket = new Bucket(this, 'Bucket', {
      bucketName: bucketName(parameters),
      encryption: key === undefined ? BucketEncryption.S3_MANAGED : BucketEncryption.KMS,
      ...(key !== undefined && { encryptionKey: key, bucketKeyEnabled: true }),
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      versioned: true,
      removalPolicy: RemovalPolicy.RETAIN,
      ...(parameters.webOrigin !== undefined && { cors: [uploadsFrom(parameters.webOrigin)] }),
      lifecycleRules: [
        {
          id: 'what-was-replaced-or-erased',
          noncurrentVersionExpiration: Duration.days(7),
          abortIncompleteMultipartUploadAfter: Duration.days(1),
          expiredObjectDeleteMarker: true,
        },
        {
          id: 'uploads-that-no-inquiry-took',
          prefix: 'uploads/',
          expiration: Duration.days(1),
          noncurrentVersionExpiration: Duration.days(1),
        },
        {
          id: 'exports-of-persons',
          prefix: 'exports/',
          expiration: Duration.days(7),
          noncurrentVersionExpiration: Duration.days(1),
        },
      ],
    });
    Validations.of(this.bucket).acknowledge({
      id: 'AwsSolutions-S1',
      reason:
        'Only the functions reach it, and each access is a line of theirs; access logs need a bucket of their own',
    });
  }
}
