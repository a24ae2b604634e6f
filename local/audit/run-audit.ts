import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SFNClient } from '@aws-sdk/client-sfn';
import { type Finding, findingTable } from '../../domain/audit/finding.ts';
import { type AuditReport, runAudit as auditTable } from '../../functions/audit/run-audit.ts';
import { boundedConfig } from '../runtime/bounded-config.ts';

interface AuditOptions {
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

/** Findings of one name that are shown; the rest is counted. */
const shownOfEach = 10;

/** The report as lines for a terminal. */
export function renderReport({ inquiries, statuses, violations, warnings }: AuditReport): readonly string[] {
  const counts = Object.entries(statuses)
    .toSorted(([a], [b]) => a.localeCompare(b))
    .map(([status, count]) => `${count} ${status}`);
  return [
    `${inquiries} inquiries${counts.length === 0 ? '' : `: ${counts.join(', ')}`}`,
    ...sections(violations),
    ...sections(warnings),
    violations.length === 0
      ? `No violation${warnings.length === 0 ? '' : `, ${warnings.length} warning(s)`}`
      : `${violations.length} violation(s), ${warnings.length} warning(s)`,
  ];
}

function sections(findings: readonly Finding[]): readonly string[] {
  const names = [...new Set(findings.map(({ name }) => name))];
  return names.flatMap((name) => {
    const same = findings.filter((finding) => finding.name === name);
    const { severity, meaning } = findingTable[name];
    return [
      `${severity}: ${meaning} (${same.length})`,
      ...same
        .slice(0, shownOfEach)
        .map(
          ({ inquiryId, webhookDeliveryId, jobId, detail }) =>
            `  ${inquiryId ?? webhookDeliveryId ?? jobId}  ${detail}`,
        ),
      ...(same.length > shownOfEach ? [`  and ${same.length - shownOfEach} more`] : []),
    ];
  });
}
