import { CfnOutput, RemovalPolicy, Stack, type StackProps, Validations } from 'aws-cdk-lib';
import type { Key } from 'aws-cdk-lib/aws-kms';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';
import { DataKey } from '../constructs/data-key.ts';
import { InquiryBucket } from '../constructs/inquiry-bucket.ts';
import { InquiryTable } from '../constructs/inquiry-table.ts';
import type { Parameters } from '../parameters.ts';
import { profiles } from '../profiles.ts';

export interface StatefulStackProps extends StackProps {
  readonly parameters: Parameters;
}

/** What must outlive every other stack: data, key, pepper. */
export class StatefulStack extends Stack {
  readonly key?: Key;
  readonly table: InquiryTable;
  readonly bucket: InquiryBucket;
  /** Generated here, unless the operator brings it. */
  readonly pepper?: Secret;

  constructor(scope: Construct, id: string, { parameters, ...props }: StatefulStackProps) {
    super(scope, id, { ...props, terminationProtection: true });
    const { customerManagedKey, pepper, deletionProtection } = profiles[parameters.profile];
    if (customerManagedKey) this.key = new DataKey(this, 'Key', { name: parameters.name }).key;
    const key = this.key === undefined ? {} : { key: this.key };
    this.table = new InquiryTable(this, 'Table', { deletionProtection, ...key });
    this.bucket = new InquiryBucket(this, 'Bucket', { parameters, ...key });
    if (pepper === 'secret') this.pepper = this.makePepper();
    new CfnOutput(this, 'TableName', { value: this.table.table.tableName });
    new CfnOutput(this, 'BucketName', { value: this.bucket.bucket.bucketName });
  }

  private makePepper(): Secret {
    const secret = new Secret(this, 'Pepper', {
      description: 'API keys, status tokens and reply links are derived from this; changing it ends all of them',
      generateSecretString: { passwordLength: 64, excludePunctuation: true },
      removalPolicy: RemovalPolicy.RETAIN,
      ...(this.key !== undefined && { encryptionKey: this.key }),
    });
    Validations.of(secret).acknowledge({
      id: 'AwsSolutions-SMG4',
      reason: 'Rotation would void every API key, status token and reply link at once; the runbook has the procedure',
    });
    return secret;
  }
}
