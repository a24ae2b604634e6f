import type { EpochMs } from '../../schemas/units.ts';
import { performDataRequest } from '../data-requests/perform-data-request.ts';
import type { JobItem } from '../entities/models/job.ts';
import { claimJob } from '../entities/writes/job.ts';
import { performRetention } from '../erasure/perform-retention.ts';
import { logger } from '../logger.ts';
import { deliverWebhook } from '../webhooks/deliver-webhook.ts';
import { deliveryTools } from '../webhooks/delivery-tools.ts';
import { indexKnowledge } from './index-knowledge.ts';

/** What became of a job: `taken` = somebody else is at it; `failed` = an error, it is taken up again when its claim ends. */
export type JobOutcome = 'done' | 'postponed' | 'taken' | 'failed';

/** Takes one job up and works on it. A job that fails stays due, and keeps no other from being done. */
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

/** Ends or postpones the job in its own last write. */
async function workOn(job: JobItem, nowMs: EpochMs): Promise<'done' | 'postponed'> {
  switch (job.kind) {
    case 'webhook_delivery':
      return deliverWebhook(job, deliveryTools);
    case 'data_request':
      return performDataRequest(job, nowMs);
    case 'retention':
      return performRetention(job, nowMs);
    case 'knowledge_index':
      return indexKnowledge(job, nowMs);
    default:
      return job.kind satisfies never;
  }
}
