import { deliveryDueAt, settleDueAt } from '../../domain/inquiry/due-times.ts';
import type { EpochMs } from '../../schemas/units.ts';
import type { QualityFacts } from '../../schemas/workflow.ts';
import { Answer, type AnswerItem } from '../entities/answer.ts';
import type { CommittedReply } from '../entities/attribute-types.ts';
import type { CommitOutcome } from '../entities/commit.ts';
import type { DraftItem } from '../entities/draft.ts';
import { clearDue, setDue } from '../entities/due-work.ts';
import { Escalation, type EscalationItem } from '../entities/escalation.ts';
import { changeInquiry, type InquiryItem } from '../entities/inquiry.ts';
import { answerNotificationId, createNotification } from '../entities/notification.ts';
import { type NewEvent, recordEvent } from '../entities/timeline.ts';
import { type NewUsage, usageItems } from '../entities/usage.ts';
import { commitWithWebhooks } from './commit-with-webhooks.ts';

/**
 * Commits a draft as the answer of its run: only while the inquiry is pending in that run and no one has requested a
 * person. A conflict means one of those, or that it is stored already.
 */
export async function storeAnswer(options: {
  inquiry: InquiryItem;
  draft: DraftItem;
  quality: QualityFacts;
  wantsMail: boolean;
  usage: NewUsage | null;
  nowMs: EpochMs;
}): Promise<CommitOutcome> {
  const { inquiry, draft, quality, wantsMail, usage: counted, nowMs } = options;
  const { inquiryId, run, attempt } = draft;
  const { text, citations, modelUsed, promptVersion, promptTokens, completionTokens, costUsd } = draft;
  const { responseQualityScore, subScores } = quality;
  const usage = { modelUsed, promptVersion, promptTokens, completionTokens, costUsd };
  const move = { type: 'inquiry.answered', status: 'ai_responded', run, source: 'ai', responseQualityScore } as const;
  return commitWithWebhooks({ inquiry, moves: [move], nowMs }, [
    changeInquiry({
      inquiryId,
      run,
      event: 'answer_stored',
      set: { status: 'ai_responded', answeredRun: run },
      nowMs,
      unlessPersonRequested: true,
    }),
    ...answerItems(
      {
        inquiryId,
        run,
        source: 'ai',
        attempt,
        text,
        citations,
        ...usage,
        responseQualityScore,
        subScores,
        createdAtMs: nowMs,
      },
      { wantsMail, event: { kind: 'answer_stored', facts: { responseQualityScore, attempt } } },
    ),
    ...usageItems(counted),
    setDue(inquiry, wantsMail ? deliveryDueAt(nowMs) : settleDueAt(nowMs)),
  ]);
}

/**
 * Commits a person's reply: escalation, answer, status, due mail and event in one transaction. The answer belongs to
 * the inquiry's current run, even when that has been raised and has not yet adopted the escalation.
 * A conflict means: replied already, changed hands, or the run was raised meanwhile; read and decide again.
 * Afterwards wake the execution whose token a consistent read finds.
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
  const facts = { status: 'resolved', run, source: 'human' } as const;
  const moves = [
    { type: 'inquiry.answered', ...facts },
    { type: 'inquiry.resolved', ...facts },
  ] as const;
  return commitWithWebhooks({ inquiry, moves, nowMs }, [
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
    ...answerItems(
      { inquiryId, run, source: 'human', text: reply.text, citations: [], agentId: reply.agentId, createdAtMs: nowMs },
      { wantsMail, event: { kind: 'replied', facts: { agent: reply.agentId } } },
    ),
    wantsMail ? setDue(escalation, deliveryDueAt(nowMs)) : clearDue(inquiryId),
  ]);
}

/** The answer of a run, the mail that brings it to the customer where one is wanted, and the line in the timeline. */
function answerItems(
  answer: AnswerItem,
  { wantsMail, event }: { wantsMail: boolean; event: Pick<NewEvent, 'kind' | 'facts'> },
) {
  const { inquiryId, run, createdAtMs: nowMs } = answer;
  const notificationId = answerNotificationId(inquiryId, run);
  return [
    Answer.inTransaction().create(answer).commit(),
    ...(wantsMail ? [createNotification({ inquiryId, notificationId, kind: 'answer', run, nowMs })] : []),
    recordEvent({ inquiryId, run, atMs: nowMs, ...event }),
  ];
}
