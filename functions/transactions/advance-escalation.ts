import { checkpointDueAt } from '../../domain/inquiry/due-times.ts';
import type { NotificationKind } from '../../schemas/escalation.ts';
import type { TimelineEventKind } from '../../schemas/timeline.ts';
import type { EpochMs } from '../../schemas/units.ts';
import { type CommitOutcome, commit } from '../entities/commit.ts';
import { setDue } from '../entities/due-work.ts';
import { Escalation, type EscalationItem } from '../entities/escalation.ts';
import { Inquiry } from '../entities/inquiry.ts';
import { createNotification, staffNotificationId } from '../entities/notification.ts';
import { recordEvent } from '../entities/timeline.ts';

/** Writes the next stage of an open escalation, with its mail. A conflict means it has changed meanwhile. */
export async function advanceEscalation(
  escalation: EscalationItem,
  step: {
    next: Pick<EscalationItem, 'stage' | 'ownerAgentId' | 'generation' | 'dueAtMs' | 'repeatedHandovers'>;
    notificationKind: NotificationKind;
    eventKind: TimelineEventKind;
    /** Besides owner and repeated handovers. */
    facts?: Readonly<Record<string, string>>;
    note?: string | undefined;
    /** When the sweeper looks; after the next checkpoint when absent. */
    lookAtMs?: EpochMs;
    nowMs: EpochMs;
  },
): Promise<CommitOutcome> {
  const { inquiryId, escalationId, companyId, run, version } = escalation;
  const { next, notificationKind, eventKind, facts, note, nowMs } = step;
  return commit([
    Escalation.inTransaction()
      .patch({ inquiryId, escalationId })
      .set(next)
      .add({ version: 1 })
      .composite({ companyId, state: 'open' })
      .where(
        (attribute, { eq, notExists }) =>
          `${eq(attribute.version, version)} AND ${notExists(attribute.reply)} AND ${eq(attribute.run, run)}`,
      )
      .commit(),
    // The customer's progress shows the step, so the cached view of the head's version is outdated.
    Inquiry.inTransaction()
      .patch({ inquiryId })
      .set({ updatedAtMs: nowMs })
      .add({ version: 1 })
      .where((attribute, { ne }) => ne(attribute.status, 'erased'))
      .commit(),
    createNotification({
      inquiryId,
      notificationId: staffNotificationId(escalationId, version + 1),
      kind: notificationKind,
      run,
      escalationId,
      agentId: next.ownerAgentId,
      generation: next.generation,
      ...(note !== undefined && { note }),
      nowMs,
    }),
    recordEvent({
      inquiryId,
      run,
      kind: eventKind,
      atMs: nowMs,
      facts: { owner: next.ownerAgentId, slips: next.repeatedHandovers, ...facts },
    }),
    setDue({ inquiryId, companyId }, step.lookAtMs ?? checkpointDueAt(next.dueAtMs)),
  ]);
}
