import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SFNClient } from '@aws-sdk/client-sfn';
import { type AuditReport, runAudit as auditTable } from '../../functions/audit/run-audit.ts';
import { boundedConfig } from '../runtime/bounded-config.ts';

export interface AuditOptions {
  readonly awsEndpoint: string;
  readonly dynamodbEndpoint: string;
  readonly secretAccessKey: string;
  readonly tableName: string;
  readonly stateMachineArn: string;
  readonly nowMs: number;
}

/** The audit of a running runtime, from outside it. */
export async function runAudit(options: AuditOptions): Promise<AuditReport> {
  const { awsEndpoint, dynamodbEndpoint, secretAccessKey, tableName, stateMachineArn, nowMs } = options;
  const [, , , region = '', accessKeyId = ''] = stateMachineArn.split(':');
  const common = { ...boundedConfig(), region, credentials: { accessKeyId, secretAccessKey } };
  const dynamodb = new DynamoDBClient({ ...common, endpoint: dynamodbEndpoint });
  const sfn = new SFNClient({ ...common, endpoint: awsEndpoint });
  try {
    const table = { client: dynamodb, name: tableName };
    return await auditTable({ table, machine: { client: sfn, stateMachineArn }, nowMs });
  } finally {
    dynamodb.destroy();
    sfn.destroy();
  }
}
