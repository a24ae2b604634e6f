import { Aws, CfnOutput, Duration, RemovalPolicy, Stack, type StackProps, Validations } from 'aws-cdk-lib';
import { AttributeType, BillingMode, ProjectionType, Table, TableEncryption } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { type IKey, Key } from 'aws-cdk-lib/aws-kms';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { tableDefinition } from '../../functions/entities/table-definition.ts';
import { InquiryBucket } from '../constructs/inquiry-bucket.ts';
import { type Parameters, profiles } from '../parameters.ts';

interface StatefulStackProps extends StackProps {
  readonly parameters: Parameters;
}

/** Resources that must outlive every other stack: data, key, pepper. */
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

/**
 * One key for table, bucket, secret, topics and environments: they hold the same data, and each key is 1 USD a month.
 */
class DataKey extends Construct {
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

interface InquiryTableProps {
  readonly deletionProtection: boolean;
  readonly key?: IKey;
}

/** The one table, with the keys and indexes that the entities were written for. */
class InquiryTable extends Construct {
  readonly table: Table;

  constructor(scope: Construct, id: string, { deletionProtection, key }: InquiryTableProps) {
    super(scope, id);
    this.table = new Table(this, 'Table', {
      ...keysOf(tableDefinition.KeySchema),
      billingMode: BillingMode.PAY_PER_REQUEST,
      timeToLiveAttribute: 'expiresAt',
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection,
      removalPolicy: RemovalPolicy.RETAIN,
      encryption: key === undefined ? TableEncryption.DEFAULT : TableEncryption.CUSTOMER_MANAGED,
      ...(key !== undefined && { encryptionKey: key }),
    });
    for (const { IndexName: indexName, KeySchema } of tableDefinition.GlobalSecondaryIndexes)
      this.table.addGlobalSecondaryIndex({ indexName, ...keysOf(KeySchema), projectionType: ProjectionType.ALL });
  }
}

interface KeyPart {
  readonly AttributeName: string;
  readonly KeyType: 'HASH' | 'RANGE';
}

function keysOf(schema: readonly KeyPart[]) {
  const named = (wanted: KeyPart['KeyType']) => {
    const part = schema.find(({ KeyType }) => KeyType === wanted);
    if (part === undefined) throw new Error(`The table definition has a key without ${wanted}`);
    return { name: part.AttributeName, type: AttributeType.STRING };
  };
  return { partitionKey: named('HASH'), sortKey: named('RANGE') };
}
