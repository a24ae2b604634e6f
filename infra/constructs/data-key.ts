import { Aws, Duration, RemovalPolicy } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';

/** One key for table, bucket, secret, topics and environments: they hold the same data, and each key is 1 USD a month. */
export class DataKey extends Construct {
  readonly key: Key;

  constructor(scope: Construct, id: string, { name }: { readonly name: string }) {
    super(scope, id);
    this.key = new Key(this, 'Key', {
      alias: `alias/${name}`,
      description: 'Customers’ inquiries and what is derived from them',
      enableKeyRotation: true,
      pendingWindow: Duration.days(30),
      removalPolicy: RemovalPolicy.RETAIN,
    });
    this.letPublish('cloudwatch', {});
    this.letPublish('ses', { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } });
  }

  /** An encrypted topic takes messages only from services that may use its key. */
  private letPublish(service: 'cloudwatch' | 'ses', conditions: Record<string, unknown>): void {
    this.key.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal(`${service}.amazonaws.com`)],
        actions: ['kms:Decrypt', 'kms:GenerateDataKey*'],
        // In a key's own policy `*` is the key.
        resources: ['*'],
        conditions,
      }),
    );
  }
}
