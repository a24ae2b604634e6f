import { findViolations } from '../../domain/audit/find-violations.ts';
import type { AuditedDelivery, InquiryCase, Surroundings } from '../../domain/audit/inquiry-case.ts';
import { deliveryFindings, jobFindings } from '../../domain/audit/work-rules.ts';
import { auditedOf } from './case-of.ts';
import { scanPartitions, type Table } from './read-table.ts';

/** The result of one pass over the table. */
export interface Scanned {
  readonly inquiries: number;
  /** Inquiries by status. */
  readonly statuses: Readonly<Record<string, number>>;
  readonly openEscalations: number;
  /** When the oldest open escalation was opened; null when none is open. */
  readonly oldestOpenedAtMs: number | null;
  /** Partitions of the inquiries and jobs that look wrong. */
  readonly suspects: readonly string[];
  readonly staff: Surroundings['staff'];
  /** Webhook deliveries whose job was not seen. */
  readonly suspectDeliveries: readonly AuditedDelivery[];
}

type Tally = { -readonly [K in 'inquiries' | 'openEscalations' | 'oldestOpenedAtMs']: Scanned[K] };

const none: Surroundings['staff'] = new Map();

/**
 * Judges every inquiry during the scan. It keeps the companies' staff, the cases that people have open until the last
 * company is known, and the pending webhooks until the last job is; these are few beside the inquiries.
 */
export async function scanTable(table: Table, nowMs: number): Promise<Scanned> {
  const tally: Tally = { inquiries: 0, openEscalations: 0, oldestOpenedAtMs: null };
  const statuses: Record<string, number> = {};
  const suspects: string[] = [];
  const staff = new Map<string, ReadonlySet<string>>();
  const pending: AuditedDelivery[] = [];
  const jobIds = new Set<string>();
  const withPeople: { readonly pk: string; readonly present: InquiryCase }[] = [];
  for await (const partition of scanPartitions(table)) {
    const { pk } = partition;
    const audited = auditedOf(partition);
    if (audited?.kind === 'company') {
      if (audited.company !== null) staff.set(audited.company.companyId, audited.company.staff);
      pending.push(...audited.pendingDeliveries);
    }
    if (audited?.kind === 'job') {
      jobIds.add(audited.job.jobId);
      if (jobFindings(audited.job, nowMs).length > 0) suspects.push(pk);
    }
    if (audited?.kind !== 'inquiry') continue;
    const { present } = audited;
    count(present, { tally, statuses });
    if (present.escalations.some(isOpen)) withPeople.push({ pk, present });
    else if (findViolations([present], { staff: none, nowMs }).length > 0) suspects.push(pk);
  }
  for (const { pk, present } of withPeople)
    if (findViolations([present], { staff, nowMs }).length > 0) suspects.push(pk);
  const lost = new Set(deliveryFindings(pending, jobIds).map(({ webhookDeliveryId }) => webhookDeliveryId));
  const suspectDeliveries = pending.filter(({ webhookDeliveryId }) => lost.has(webhookDeliveryId));
  return { ...tally, statuses, suspects, staff, suspectDeliveries };
}

function count(
  { inquiry, escalations }: InquiryCase,
  { tally, statuses }: { tally: Tally; statuses: Record<string, number> },
): void {
  if (inquiry !== null) {
    tally.inquiries += 1;
    statuses[inquiry.status] = (statuses[inquiry.status] ?? 0) + 1;
  }
  for (const { openedAtMs } of escalations.filter(isOpen)) {
    tally.openEscalations += 1;
    tally.oldestOpenedAtMs = Math.min(tally.oldestOpenedAtMs ?? openedAtMs, openedAtMs);
  }
}

const isOpen = ({ state }: InquiryCase['escalations'][number]): boolean => state === 'open';
