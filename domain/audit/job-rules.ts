import { overdueMs } from '../inquiry/due-times.ts';
import type { Finding } from './finding.ts';
import type { AuditedJob } from './inquiry-case.ts';

/** Whoever takes a job up moves its time on first, so that one long past its time has been passed over. */
export function jobFindings({ jobId, kind, dueAtMs }: AuditedJob, nowMs: number): readonly Finding[] {
  const lateMs = nowMs - dueAtMs;
  if (lateMs <= overdueMs.late) return [];
  const name = lateMs > overdueMs.forgotten ? 'job_forgotten' : 'job_overdue';
  return [{ name, jobId, detail: `${kind}, ${Math.round(lateMs / 60_000)} min late` }];
}
