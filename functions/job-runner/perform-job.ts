import { setTimeout as sleep } from 'node:timers/promises';
import { type EpochMs, epochMs } from '../../schemas/units.ts';
import { config } from '../config.ts';
import { claimJob, type JobItem } from '../entities/job.ts';
import { logger } from '../logger.ts';
import type { DeliveryTools } from '../webhooks/deliver-webhook.ts';
import { postWebhook } from '../webhooks/post-webhook.ts';

/** Outcome of a job: `taken` = another claim holds; `failed` = an error, retried when its claim ends. */
export type JobOutcome = 'done' | 'postponed' | 'taken' | 'failed';

/** Claims one job and performs it. A failed job stays due and does not block others. */
export async function performJob(job: JobItem, nowMs: EpochMs): Promise<JobOutcome> {
  const { jobId, kind } = job;
  try {
    const claimed = await claimJob(job, nowMs);
    return claimed === null ? 'taken' : await workOn(claimed, nowMs);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    logger().error('job failed', { jobId, kind, errorName: error.name });
    return 'failed';
  }
}

/** Ends or postpones the job in its own last write. The code of each kind is loaded when needed. */
async function workOn(job: JobItem, nowMs: EpochMs): Promise<'done' | 'postponed'> {
  switch (job.kind) {
    case 'webhook_delivery': {
      const { deliverWebhook } = await import('../webhooks/deliver-webhook.ts');
      return deliverWebhook(job, deliveryTools);
    }
    case 'data_request': {
      const { performDataRequest } = await import('../data-requests/perform-data-request.ts');
      return performDataRequest(job, nowMs);
    }
    case 'retention': {
      const { performRetention } = await import('../erasure/perform-retention.ts');
      return performRetention(job, nowMs);
    }
    case 'knowledge_index': {
      const { indexKnowledge } = await import('../knowledge/index-knowledge.ts');
      return indexKnowledge(job, nowMs);
    }
    default:
      return job.kind satisfies never;
  }
}

const lookMs = 250;

/** The real side effects. Pauses poll the clock, so that they end when it is moved. */
export const deliveryTools: DeliveryTools = {
  post: (request) =>
    postWebhook(request, { allowedHosts: config().webhookAllowedHosts, ownPorts: config().webhookRefusedPorts }),
  now: () => epochMs(Date.now()),
  pause: async (untilMs) => {
    for (let waitMs = untilMs - Date.now(); waitMs > 0; waitMs = untilMs - Date.now())
      await sleep(Math.min(waitMs, lookMs));
  },
  random01: Math.random,
};
