import { emitOverdue } from '../../../functions/sweep/emit-overdue.ts';
import { overdueWork } from '../../../infra/operations/alarm-table.ts';
import { JobKind } from '../../../schemas/job.ts';
import { epochMs } from '../../../schemas/units.ts';
import { setFunctionEnvironment } from '../../support/function-environment.ts';
import { loggedBy } from '../../support/logged-lines.ts';

const nowMs = epochMs(Date.UTC(2026, 0, 5, 9));
const late = (kind: 'inquiry' | JobKind, seconds: number) => ({ kind, dueAtMs: epochMs(nowMs - seconds * 1_000) });

beforeAll(() => {
  setFunctionEnvironment();
  Object.assign(process.env, { METRICS_NAMESPACE: 'Inquiries/test', POWERTOOLS_LOG_LEVEL: 'ERROR' });
});

test.each(['inquiry' as const, ...JobKind.options])('the oldest %s has a metric with an alarm', async (kind) => {
  const [metrics, ...lines] = await loggedBy(async () => emitOverdue([late(kind, 60), late(kind, 600)], nowMs));

  const [name] = Object.entries(metrics ?? {}).find(([, value]) => value === 600) ?? [];
  expect(overdueWork.map(({ metric }) => metric)).toContain(name);
  expect(lines).toEqual([]);
});

test('each kind has a metric of its own, and what is passed over for long is logged by its kind', async () => {
  const due = ['inquiry' as const, ...JobKind.options].map((kind, index) => late(kind, 890 + index * 10));

  const [metrics, ...lines] = await loggedBy(async () => emitOverdue(due, nowMs));

  expect(metrics).toMatchObject({ OldestOverdueSeconds: 890, OldestOverdueWebhookSeconds: 900 });
  expect(lines).toMatchObject([
    { level: 'ERROR', kind: 'data_request', oldestOverdueSeconds: 910 },
    { level: 'ERROR', kind: 'knowledge_index', oldestOverdueSeconds: 920 },
    { level: 'ERROR', kind: 'retention', oldestOverdueSeconds: 930 },
  ]);
});

test('nothing is written where nothing is due', async () => {
  expect(await loggedBy(async () => emitOverdue([], nowMs))).toEqual([]);
});
