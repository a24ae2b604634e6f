import middy from '@middy/core';
import { CompanyId } from '../../schemas/ids.ts';
import { epochMs } from '../../schemas/units.ts';
import { type AuditReport, runAudit } from '../audit/run-audit.ts';
import { dynamodbClient } from '../clients/dynamodb.ts';
import { sfnClient } from '../clients/sfn.ts';
import { config } from '../config.ts';
import { logger } from '../logger.ts';
import { emitMetrics } from '../metrics.ts';
import { sumDays } from '../usage/usage-by-day.ts';

/** Most lines a night; more are one fault many times over, and the metrics have the number. */
const loggedFindings = 500;

interface Summary {
  readonly inquiries: number;
  readonly violations: number;
  readonly warnings: number;
}

/**
 * Called every night: the invariants of the flow, checked on the table; then the days of usage are summed. A line for
 * each violation, ids and states only.
 */
export const handler = middy().handler(async (): Promise<Summary> => {
  const { tableName, stateMachineArn } = config();
  const nowMs = Date.now();
  const report = await runAudit({
    table: { client: dynamodbClient(), name: tableName },
    machine: { client: sfnClient(), stateMachineArn },
    nowMs,
  });
  const { violations, warnings, inquiries } = report;
  for (const { name, ...finding } of violations.slice(0, loggedFindings))
    logger().error('audit violation', { violation: name, ...finding });
  const summary = { inquiries, violations: violations.length, warnings: warnings.length };
  logger().info('audit', summary);
  emitReport(report, nowMs);
  await sumDays(
    report.companyIds.map((companyId) => CompanyId.parse(companyId)),
    epochMs(nowMs),
  );
  return summary;
});

function emitReport({ violations, warnings, openEscalations, oldestOpenedAtMs }: AuditReport, nowMs: number): void {
  emitMetrics({
    AuditViolations: violations.length,
    AuditWarnings: warnings.length,
    OpenEscalations: openEscalations,
    UnownedEscalations: violations.filter(({ name }) => name === 'owner_missing').length,
    OldestOpenEscalationSeconds: oldestOpenedAtMs === null ? 0 : (nowMs - oldestOpenedAtMs) / 1000,
  });
}
