import middy from '@middy/core';
import * as z from 'zod/mini';
import { replacementDueAt } from '../../domain/inquiry/due-times.ts';
import { type EpochMs, epochMs } from '../../schemas/units.ts';
import { ExecutionInput } from '../../schemas/workflow.ts';
import { findInquiry, type InquiryItem } from '../entities/inquiry.ts';
import { logger } from '../logger.ts';
import { planReplacement, replaceLostRun } from '../transactions/replace-lost-run.ts';

/** EventBridge's "Step Functions Execution Status Change", as far as it is needed. */
const ExecutionStatusChange = z.object({
  detail: z.object({ status: z.string(), input: z.nullable(z.string()) }),
});

/**
 * Receives each execution that FAILED, TIMED_OUT or was ABORTED from a rule of EventBridge: where the inquiry still
 * depends on that run, the next one takes it to people. The sweeper finds what such an event did not reach.
 */
export const handler = middy().handler(async (event: unknown): Promise<{ outcome: string }> => {
  const { detail } = ExecutionStatusChange.parse(event);
  const input = ExecutionInput.safeParse(JSON.parse(detail.input ?? 'null'));
  if (!input.success) return { outcome: 'not_ours' };
  const { inquiryId, run } = input.data;
  const inquiry = await findInquiry(inquiryId);
  const isWaiting = inquiry?.status === 'pending' || inquiry?.status === 'escalated';
  if (inquiry === null || inquiry.run !== run || !isWaiting) return { outcome: 'moved_on' };
  const nowMs = epochMs(Date.now());
  const outcome = await replaceOrPlan(inquiry, { cause: detail.status, nowMs });
  logger().warn('run lost', { inquiryId, run, status: detail.status, outcome });
  return { outcome };
});

/** A run that went straight to people and died has a persistent fault: the sweeper replaces it, later each time. */
async function replaceOrPlan(inquiry: InquiryItem, options: { cause: string; nowMs: EpochMs }): Promise<string> {
  if (inquiry.entry !== 'escalate') return replaceLostRun(inquiry, options);
  await planReplacement(inquiry, replacementDueAt(options.nowMs, inquiry.run));
  return 'planned';
}
