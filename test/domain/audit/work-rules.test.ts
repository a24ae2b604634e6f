import { findingTable } from '../../../domain/audit/finding.ts';
import { deliveryFindings, jobFindings } from '../../../domain/audit/work-rules.ts';
import { JobKind } from '../../../schemas/job.ts';
import { nowMs } from './cases.ts';

describe('delivery rules', () => {
  const delivery = (webhookDeliveryId: string) => ({ companyId: 'shop', webhookDeliveryId, state: 'pending' as const });

  test('a pending delivery without the job of its id is a violation, one with it is none', () => {
    expect(deliveryFindings([delivery('a'), delivery('b')], new Set(['a', 'c']))).toEqual([
      { name: 'delivery_without_job', webhookDeliveryId: 'b', detail: 'of company shop' },
    ]);
    expect(findingTable.delivery_without_job.severity).toBe('violation');
  });

  test('jobs without a delivery are of other kinds', () => {
    expect(deliveryFindings([], new Set(['a']))).toEqual([]);
  });
});

describe('job rules', () => {
  const found = (kind: JobKind, lateMinutes: number) =>
    jobFindings({ jobId: 'job', kind, dueAtMs: nowMs - lateMinutes * 60_000 }, nowMs);

  test.each(JobKind.options)('a %s job that is passed over is first a warning and then a violation', (kind) => {
    expect(found(kind, -1)).toEqual([]);
    expect(found(kind, 5)).toEqual([]);
    expect(found(kind, 6)).toEqual([{ name: 'job_overdue', jobId: 'job', detail: `${kind}, 6 min late` }]);
    expect(found(kind, 16)).toEqual([{ name: 'job_forgotten', jobId: 'job', detail: `${kind}, 16 min late` }]);
    expect([findingTable.job_overdue.severity, findingTable.job_forgotten.severity]).toEqual(['warning', 'violation']);
  });
});
