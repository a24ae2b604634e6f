import { findViolations } from '../../domain/audit/find-violations.ts';
import { type Finding, isViolation } from '../../domain/audit/finding.ts';
import type { InquiryCase, Surroundings } from '../../domain/audit/inquiry-case.ts';
import { deliveryFindings, jobFindings, needsExecution } from '../../domain/audit/work-rules.ts';
import { InquiryId, Run } from '../../schemas/ids.ts';
import { type Machine, statusOfExecution } from '../runs/executions.ts';
import { auditedOf } from './case-of.ts';
import { lacksJob, queryPartition, type Table } from './read-table.ts';
import { type Scanned, scanTable } from './scan-table.ts';

export interface AuditReport extends Omit<Scanned, 'suspects' | 'suspectDeliveries' | 'staff'> {
  readonly violations: readonly Finding[];
  readonly warnings: readonly Finding[];
  readonly companyIds: readonly string[];
}

/**
 * Checks the table against the flow's invariants. A scan is no snapshot: an apparent violation is read again, partition
 * by partition, and counts only if it persists.
 */
export async function runAudit(options: { table: Table; machine: Machine; nowMs: number }): Promise<AuditReport> {
  const { table, machine, nowMs } = options;
  const { suspects, suspectDeliveries, staff, ...scanned } = await scanTable(table, nowMs);
  const findings: Finding[] = [];
  for (const pk of new Set(suspects)) {
    findings.push(...(await findAgain(pk, { table, machine, surroundings: { staff, nowMs } })));
  }
  for (const delivery of suspectDeliveries)
    if (await lacksJob(delivery, table)) findings.push(...deliveryFindings([delivery], new Set()));
  return {
    ...scanned,
    companyIds: [...staff.keys()],
    violations: findings.filter(isViolation),
    warnings: findings.filter((finding) => !isViolation(finding)),
  };
}

async function findAgain(
  pk: string,
  { table, machine, surroundings }: { table: Table; machine: Machine; surroundings: Surroundings },
): Promise<readonly Finding[]> {
  const audited = auditedOf(await queryPartition(table, pk));
  if (audited?.kind === 'job') return jobFindings(audited.job, surroundings.nowMs);
  if (audited?.kind !== 'inquiry') return [];
  return findViolations([await withExecution(audited.present, machine)], surroundings);
}

/** The case with the state of its execution, where a rule asks for it. */
async function withExecution(present: InquiryCase, machine: Machine): Promise<InquiryCase> {
  const { inquiry } = present;
  if (inquiry === null || !needsExecution(present)) return present;
  const key = { inquiryId: InquiryId.parse(inquiry.inquiryId), run: Run.parse(inquiry.run) };
  return { ...present, execution: await statusOfExecution(key, machine) };
}
