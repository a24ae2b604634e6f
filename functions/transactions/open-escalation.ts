import { checkpointDueAt } from '../../domain/inquiry/due-times.ts';
import { modeOf } from '../../schemas/mode.ts';
import { durationSeconds, type EpochMs } from '../../schemas/units.ts';
import { type CommitOutcome, commit } from '../entities/commit.ts';
import { setDue } from '../entities/due-work.ts';
import { Escalation, type EscalationItem } from '../entities/escalation.ts';
import { changeInquiry, type InquiryItem } from '../entities/inquiry.ts';
import { createNotification, staffNotificationId } from '../entities/notification.ts';
import { recordEvent } from '../entities/timeline.ts';
import { type NewUsage, usageItems } from '../entities/usage.ts';
import { commitWithWebhooks } from './commit-with-webhooks.ts';

export type NewEscalation = Omit<EscalationItem, 'taskToken' | 'taskTokenRun' | 'reply' | 'mode'>;

/**
 * Assigns the inquiry to a person: escalation, status, owner, mail to be sent and SLA in one transaction. No webhook
 * event where the request that raised the run has escalated it and sent one.
 */
export async function openEscalation(
  escalation: NewEscalation,
  { inquiry, usage, nowMs }: { inquiry: InquiryItem; usage: NewUsage | null; nowMs: EpochMs },
): Promise<CommitOutcome> {
  const { inquiryId, run, escalationId, reason, slaDueAtMs } = escalation;
  // From here on the customer waits for people, so the estimate is theirs.
  const estimatedResponseTime = durationSeconds((slaDueAtMs - nowMs) / 1000);
  const { responseQualityScore } = escalation;
  const move = {
    type: 'inquiry.escalated',
    status: 'escalated',
    run,
    escalationReason: reason,
    ...(responseQualityScore !== undefined && { responseQualityScore }),
  } as const;
  const moves = inquiry.status === 'escalated' ? [] : [move];
  return commitWithWebhooks({ inquiry, moves, nowMs }, [
    changeInquiry({
      inquiryId,
      run,
      event: 'escalation_opened',
      set: { status: 'escalated', statusReason: reason, escalationId, estimatedResponseTime },
      nowMs,
    }),
    Escalation.inTransaction()
      .create({ ...escalation, mode: modeOf(inquiry) })
      .commit(),
    createNotification({
      inquiryId,
      notificationId: staffNotificationId(escalationId, escalation.version),
      kind: 'staff_assigned',
      run,
      escalationId,
      agentId: escalation.ownerAgentId,
      generation: escalation.generation,
      nowMs,
    }),
    recordEvent({
      inquiryId,
      run,
      kind: 'escalated',
      atMs: nowMs,
      facts: { reason, owner: escalation.ownerAgentId },
    }),
    ...usageItems(usage),
    setDue(escalation, checkpointDueAt(escalation.dueAtMs)),
  ]);
}

/** Lets a new run wait for the reply of an escalation whose own run was lost. Owner, stage and clock stay. */
export async function adoptEscalation(
  escalation: EscalationItem,
  options: { run: EscalationItem['run']; nowMs: EpochMs },
): Promise<CommitOutcome> {
  const { inquiryId, escalationId, version, reason, dueAtMs } = escalation;
  const { run, nowMs } = options;
  return commit([
    changeInquiry({
      inquiryId,
      run,
      event: 'escalation_opened',
      set: { status: 'escalated', statusReason: reason, escalationId },
      nowMs,
    }),
    Escalation.inTransaction()
      .patch({ inquiryId, escalationId })
      .set({ run })
      .remove(['taskToken', 'taskTokenRun'])
      .add({ version: 1 })
      .where((attribute, { eq }) => `${eq(attribute.version, version)} AND ${eq(attribute.state, 'open')}`)
      .commit(),
    setDue(escalation, checkpointDueAt(dueAtMs)),
  ]);
}
