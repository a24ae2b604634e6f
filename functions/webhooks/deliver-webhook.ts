import { readRetryAfter, retryDelaySeconds } from '../../domain/webhooks/retry-schedule.ts';
import { WebhookDeliveryId } from '../../schemas/ids.ts';
import { type EpochMs, epochMs } from '../../schemas/units.ts';
import type { WebhookAttempt } from '../entities/attribute-types.ts';
import { markWebhookEndpointGone } from '../entities/change-webhook-endpoint.ts';
import { commit } from '../entities/commit.ts';
import { endJob, type JobItem, postponeJob } from '../entities/job.ts';
import {
  endWebhookDelivery,
  findWebhookDelivery,
  recordWebhookAttempt,
  type WebhookDeliveryItem,
} from '../entities/webhook-delivery.ts';
import { findWebhookEndpoint, type WebhookEndpointItem } from '../entities/webhook-endpoint.ts';
import { logger } from '../logger.ts';
import type { PostOutcome, WebhookRequest } from './post-webhook.ts';
import { webhookHeaders } from './webhook-secret.ts';

/** The side effects of a delivery. */
export interface DeliveryTools {
  readonly post: (request: WebhookRequest) => Promise<PostOutcome>;
  readonly now: () => EpochMs;
  /** Resolves once it is `untilMs`. */
  readonly pause: (untilMs: EpochMs) => Promise<void>;
  /** Random, 0–1. */
  readonly random01: () => number;
}

/** A next attempt this near is awaited; later ones are the sweeper's. */
const longestPauseMs = 10_000;

/** Makes the due attempts of a delivery. A delivery whose endpoint is disabled or gone ends without an attempt. */
export async function deliverWebhook(job: JobItem, tools: DeliveryTools): Promise<'done' | 'postponed'> {
  const { companyId } = job;
  const webhookDeliveryId = WebhookDeliveryId.parse(job.jobId);
  let delivery = await findWebhookDelivery({ companyId, webhookDeliveryId });
  while (delivery !== null && delivery.state === 'pending') {
    const nextAttemptAtMs = delivery.nextAttemptAtMs ?? tools.now();
    const waitMs = nextAttemptAtMs - tools.now();
    if (waitMs > longestPauseMs) {
      await postponeJob(job, nextAttemptAtMs);
      return 'postponed';
    }
    if (waitMs > 0) await tools.pause(nextAttemptAtMs);
    const { webhookEndpointId } = delivery;
    const endpoint = await findWebhookEndpoint({ companyId, webhookEndpointId });
    if (endpoint?.state !== 'enabled') return outcomeOf(endWebhookDelivery(delivery, { job, state: 'cancelled' }));
    const attempted = await attemptOnce(delivery, { endpoint, job, tools });
    if (attempted === 'done' || attempted === 'postponed') return attempted;
    delivery = attempted;
  }
  await commit([endJob(job)]);
  return 'done';
}

interface Attempting {
  readonly endpoint: WebhookEndpointItem;
  readonly job: JobItem;
  readonly tools: DeliveryTools;
}

/** Makes and records one attempt: returns the job's outcome, or the delivery that waits for the next one. */
async function attemptOnce(
  delivery: WebhookDeliveryItem,
  { endpoint, job, tools }: Attempting,
): Promise<'done' | 'postponed' | WebhookDeliveryItem> {
  const { payload, webhookDeliveryId, webhookEndpointId } = delivery;
  const atMs = tools.now();
  const headers = webhookHeaders(endpoint, { ...delivery, nowMs: atMs });
  const outcome = await tools.post({ url: endpoint.url, headers, body: payload });
  const nowMs = tools.now();
  const attempt = attemptOf(outcome, { atMs, nowMs });
  const { status, fault, durationMs } = attempt;
  logger().info('webhook attempted', { webhookDeliveryId, webhookEndpointId, status, fault, durationMs });
  if (status !== undefined && status >= 200 && status < 300)
    return outcomeOf(endWebhookDelivery(delivery, { job, state: 'delivered', attempt }));
  if (status === 410) {
    await markWebhookEndpointGone(endpoint, nowMs);
    return outcomeOf(endWebhookDelivery(delivery, { job, state: 'failed', attempt }));
  }
  const delaySeconds = retryDelaySeconds({
    attempts: delivery.tries + 1,
    random01: tools.random01(),
    retryAfterSeconds: readRetryAfter(outcome.kind === 'answered' ? outcome.retryAfter : undefined, nowMs),
  });
  if (delaySeconds === null) return outcomeOf(endWebhookDelivery(delivery, { job, state: 'failed', attempt }));
  const nextAttemptAtMs = epochMs(nowMs + Math.round(delaySeconds * 1000));
  return (await recordWebhookAttempt(delivery, { attempt, nextAttemptAtMs })) ?? 'postponed';
}

const attemptOf = (outcome: PostOutcome, { atMs, nowMs }: { atMs: EpochMs; nowMs: EpochMs }): WebhookAttempt => ({
  atMs,
  durationMs: Math.max(0, nowMs - atMs),
  ...(outcome.kind === 'answered' ? { status: outcome.status } : { fault: outcome.fault }),
});

/** A delivery asked for again in the meantime has a job that is due already. */
const outcomeOf = async (ending: ReturnType<typeof endWebhookDelivery>): Promise<'done' | 'postponed'> =>
  (await ending).kind === 'committed' ? 'done' : 'postponed';
