import { SFNClient } from '@aws-sdk/client-sfn';
import { collectCases } from './collect-cases.ts';
import { findViolations } from './find-violations.ts';
import { type Finding, isViolation } from './finding.ts';
import type { InquiryCase } from './inquiry-case.ts';
import { withExecutions } from './read-executions.ts';
import { openTable, queryItems, scanItems, type Table } from './read-table.ts';

export interface AuditOptions {
  readonly awsEndpoint: string;
  readonly dynamodbEndpoint: string;
  readonly tableName: string;
  readonly stateMachineArn: string;
  readonly nowMs: number;
}

export interface AuditReport {
  readonly inquiries: number;
  /** Inquiries by status. */
  readonly statuses: Readonly<Record<string, number>>;
  readonly violations: readonly Finding[];
  readonly warnings: readonly Finding[];
}

interface Machine {
  readonly client: SFNClient;
  readonly stateMachineArn: string;
}

/**
 * Checks the table against the flow's invariants. A scan is no snapshot: what looks wrong is read again, partition by
 * partition, and counts only when it still does.
 */
export async function runAudit(options: AuditOptions): Promise<AuditReport> {
  const { nowMs, stateMachineArn } = options;
  const region = regionOf(stateMachineArn);
  const accessKeyId = accountOf(stateMachineArn);
  const table = openTable({ endpoint: options.dynamodbEndpoint, region, accessKeyId, name: options.tableName });
  const credentials = { accessKeyId, secretAccessKey: 'local' };
  const machine = {
    client: new SFNClient({ endpoint: options.awsEndpoint, region, credentials }),
    stateMachineArn,
  };
  try {
    const { cases, partitions, staff } = await collectCases(scanItems(table));
    const scanned = await withExecutions([...cases.values()], machine);
    const suspects = new Set(findViolations(scanned, { staff, nowMs }).map(({ inquiryId }) => inquiryId));
    const again = await readAgain(
      [...suspects].flatMap((id) => partitions.get(id) ?? []),
      { table, machine },
    );
    return reportOf(scanned, findViolations(again, { staff, nowMs }));
  } finally {
    table.client.destroy();
    machine.client.destroy();
  }
}

async function readAgain(
  partitions: readonly string[],
  { table, machine }: { table: Table; machine: Machine },
): Promise<readonly InquiryCase[]> {
  const cases: InquiryCase[] = [];
  for (const pk of partitions) {
    const collected = await collectCases(queryItems(table, pk));
    cases.push(...(await withExecutions([...collected.cases.values()], machine)));
  }
  return cases;
}

function reportOf(scanned: readonly InquiryCase[], findings: readonly Finding[]): AuditReport {
  const heads = scanned.flatMap(({ inquiry }) => inquiry ?? []);
  const statuses: Record<string, number> = {};
  for (const { status } of heads) statuses[status] = (statuses[status] ?? 0) + 1;
  return {
    inquiries: heads.length,
    statuses,
    violations: findings.filter(isViolation),
    warnings: findings.filter((finding) => !isViolation(finding)),
  };
}

const regionOf = (arn: string): string => arn.split(':')[3] ?? 'us-east-1';
const accountOf = (arn: string): string => arn.split(':')[4] ?? '000000000000';
