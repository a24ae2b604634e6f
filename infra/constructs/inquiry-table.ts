import { RemovalPolicy } from 'aws-cdk-lib';
import { AttributeType, BillingMode, ProjectionType, Table, TableEncryption } from 'aws-cdk-lib/aws-dynamodb';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { tableDefinition } from '../../functions/entities/table-definition.ts';

export interface InquiryTableProps {
  readonly deletionProtection: boolean;
  readonly key?: IKey;
}

/** The one table, with the keys and indexes that the entities were written for. */
export class InquiryTable extends Construct {
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
