import { overdueMs } from '../../domain/inquiry/due-times.ts';
import type { JobKind } from '../../schemas/job.ts';
import type { EpochMs } from '../../schemas/units.ts';
import { logger } from '../logger.ts';
import { emitMetrics, type MetricName } from '../metrics.ts';

type DueKind = 'inquiry' | JobKind;

/**
 * A metric for each kind of due work, which its alarm watches, so that a forgotten one does not hide behind the others.
 */
const overdueMetric = {
  inquiry: 'OldestOverdueSeconds',
  webhook_delivery: 'OldestOverdueWebhookSeconds',
  data_request: 'OldestOverdueDataRequestSeconds',
  knowledge_index: 'OldestOverdueIndexSeconds',
  retention: 'OldestOverdueRetentionSeconds',
} as const satisfies Record<DueKind, MetricName>;

interface DueItem {
  readonly kind: DueKind;
  readonly dueAtMs: EpochMs;
}

/** Emits how long the oldest due item of each kind is overdue; kinds without due items are left out. */
export function emitOverdue(due: readonly DueItem[], nowMs: EpochMs): void {
  const oldest = Map.groupBy(due, ({ kind }) => kind)
    .entries()
    .map(([kind, items]) => ({ kind, lateMs: items.reduce((most, { dueAtMs }) => Math.max(most, nowMs - dueAtMs), 0) }))
    .toArray();
  if (oldest.length > 0)
    emitMetrics(Object.fromEntries(oldest.map(({ kind, lateMs }) => [overdueMetric[kind], lateMs / 1000])));
  for (const { kind, lateMs } of oldest)
    if (lateMs > overdueMs.forgotten)
      logger().error('due work is passed over', { kind, oldestOverdueSeconds: Math.round(lateMs / 1000) });
}
