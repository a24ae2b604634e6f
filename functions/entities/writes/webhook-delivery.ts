import type { EpochMs } from '../../../schemas/units.ts';
import { type CommitOutcome, commit } from '../commit.ts';
import type { WebhookAttempt } from '../models/attribute-types.ts';
import type { JobItem } from '../models/job.ts';
import { WebhookDelivery, type WebhookDeliveryItem } from '../models/webhook-delivery.ts';
import { ifCondition } from '../store.ts';
import { askForJob, endJob } from './job.ts';
import { jobIdOf, type NewWebhook, webhookItems } from './webhook-items.ts';

/** Attempts that are remembered. */
const keptAttempts = 12;

/** A delivery that no move of an inquiry asks for. */
export const createWebhookDelivery = (webhook: NewWebhook): Promise<CommitOutcome> => commit(webhookItems([webhook]));

/** Writes down an attempt that failed and when the next one is due; null when the delivery was asked for anew meanwhile. */
export async function recordWebhookAttempt(
  delivery: WebhookDeliveryItem,
  { attempt, nextAttemptAtMs }: { attempt: WebhookAttempt; nextAttemptAtMs: EpochMs },
): Promise<WebhookDeliveryItem | null> {
  const { companyId, webhookDeliveryId, tries } = delivery;
  const attempts = withAttempt(delivery, attempt);
  const written = await ifCondition(() =>
    WebhookDelivery()
      .patch({ companyId, webhookDeliveryId })
      .set({ attempts, tries: tries + 1, nextAttemptAtMs })
      .where((attribute, { eq }) => `${eq(attribute.state, 'pending')} AND ${eq(attribute.tries, tries)}`)
      .go(),
  );
  return written === null ? null : { ...delivery, attempts, tries: tries + 1, nextAttemptAtMs };
}

/** Ends a delivery together with its job; a conflict means that it was asked for anew meanwhile. */
export const endWebhookDelivery = (
  delivery: WebhookDeliveryItem,
  { job, state, attempt }: { job: JobItem; state: 'delivered' | 'failed' | 'cancelled'; attempt?: WebhookAttempt },
): Promise<CommitOutcome> => {
  const { companyId, webhookDeliveryId, tries } = delivery;
  return commit([
    WebhookDelivery.inTransaction()
      .patch({ companyId, webhookDeliveryId })
      .set({
        state,
        ...(attempt !== undefined && { attempts: withAttempt(delivery, attempt), tries: tries + 1 }),
      })
      .remove(['nextAttemptAtMs'])
      .where((attribute, { eq }) => `${eq(attribute.state, 'pending')} AND ${eq(attribute.tries, tries)}`)
      .commit(),
    endJob(job),
  ]);
};

/** Sends it once more from the start of the schedule, under the same `webhook-id`. A conflict means that it has expired. */
export const redeliverWebhook = (delivery: WebhookDeliveryItem, nowMs: EpochMs): Promise<CommitOutcome> => {
  const { companyId, webhookDeliveryId } = delivery;
  return commit([
    WebhookDelivery.inTransaction()
      .patch({ companyId, webhookDeliveryId })
      .set({ state: 'pending', tries: 0, nextAttemptAtMs: nowMs })
      .commit(),
    askForJob({ jobId: jobIdOf(delivery), kind: 'webhook_delivery', companyId, nowMs }),
  ]);
};

const withAttempt = ({ attempts }: WebhookDeliveryItem, attempt: WebhookAttempt): readonly WebhookAttempt[] =>
  [...attempts, attempt].slice(-keptAttempts);
