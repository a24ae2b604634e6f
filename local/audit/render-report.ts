import { type Finding, findingTable } from '../../domain/audit/finding.ts';
import type { AuditReport } from '../../functions/audit/run-audit.ts';

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
