import { deliveryDueAt } from '../../domain/inquiry/due-times.ts';
import { Answer } from '../entities/answer.ts';
import type { CommittedReply } from '../entities/attribute-types.ts';
import type { CommitOutcome } from '../entities/commit.ts';
import { clearDue, setDue } from '../entities/due-work.ts';
import { Escalation, type EscalationItem } from '../entities/escalation.ts';
import { changeInquiry, type InquiryItem } from '../entities/inquiry.ts';
import { answerNotificationId, createNotification } from '../entities/notification.ts';
import { recordEvent } from '../entities/timeline.ts';
import { commitTelling } from './commit-telling.ts';

/**
 * Commits a person's reply: escalation, answer, status, mail to be sent and event stand together. The answer belongs to
 * the inquiry's present run, even when that has been raised and has not yet adopted the escalation.
 * A conflict means: replied already, changed hands, or the run was raised meanwhile; read and decide anew.
 * Afterwards ring the token that a consistent read finds.
 */
export async function commitReply(options: {
  inquiry: InquiryItem;
  escalation: EscalationItem;
  reply: CommittedReply;
  wantsMail: boolean;
  /** Refuses when the escalation has changed in any way since it was read. */
  onlyAsRead?: boolean;
}): Promise<CommitOutcome> {
  const { inquiry, escalation, reply, wantsMail, onlyAsRead = false } = options;
  const { inquiryId, run } = inquiry;
  const { escalationId, companyId, generation, dueAtMs, version } = escalation;
  const nowMs = reply.atMs;
  const told = { status: 'resolved', run, source: 'human' } as const;
  const moves = [
    { type: 'inquiry.answered', ...told },
    { type: 'inquiry.resolved', ...told },
  ] as const;
  return commitTelling({ inquiry, moves, nowMs }, [
    changeInquiry({
      inquiryId,
      run,
      event: 'reply_committed',
      set: { status: 'resolved', answeredRun: run },
      nowMs,
    }),
    Escalation.inTransaction()
      .patch({ inquiryId, escalationId })
      .set({ state: 'replied', reply, dueAtMs })
      .add({ version: 1 })
      .composite({ companyId })
      .where((attribute, { eq, notExists }) =>
        [
          notExists(attribute.reply),
          eq(attribute.generation, generation),
          eq(attribute.state, 'open'),
          ...(onlyAsRead ? [eq(attribute.version, version)] : []),
        ].join(' AND '),
      )
      .commit(),
    Answer.inTransaction()
      .create({
        inquiryId,
        run,
        source: 'human',
        text: reply.text,
        citations: [],
        agentId: reply.agentId,
        createdAtMs: nowMs,
      })
      .commit(),
    ...(wantsMail
      ? [
          createNotification({
            inquiryId,
            notificationId: answerNotificationId(inquiryId, run),
            kind: 'answer',
            run,
            nowMs,
          }),
        ]
      : []),
    recordEvent({ inquiryId, run, kind: 'replied', atMs: nowMs, facts: { agent: reply.agentId } }),
    wantsMail ? setDue(escalation, deliveryDueAt(nowMs)) : clearDue(inquiryId),
  ]);
}
