import { deliveryDueAt, settleDueAt } from '../../domain/inquiry/due-times.ts';
import type { EpochMs } from '../../schemas/units.ts';
import type { QualityFacts } from '../../schemas/workflow.ts';
import { Answer } from '../entities/answer.ts';
import type { CommitOutcome } from '../entities/commit.ts';
import type { DraftItem } from '../entities/draft.ts';
import { setDue } from '../entities/due-work.ts';
import { changeInquiry, type InquiryItem } from '../entities/inquiry.ts';
import { answerNotificationId, createNotification } from '../entities/notification.ts';
import { recordEvent } from '../entities/timeline.ts';
import { type NewUsage, usageItems } from '../entities/usage.ts';
import { commitTelling } from './commit-telling.ts';

/**
 * Commits a draft as the answer of its run: only while the inquiry is pending in that run and nobody has asked for a
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
  return commitTelling({ inquiry, moves: [move], nowMs }, [
    changeInquiry({
      inquiryId,
      run,
      event: 'answer_stored',
      set: { status: 'ai_responded', answeredRun: run },
      nowMs,
      unlessPersonRequested: true,
    }),
    Answer.inTransaction()
      .create({
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
    recordEvent({
      inquiryId,
      run,
      kind: 'answer_stored',
      atMs: nowMs,
      facts: { responseQualityScore, attempt },
    }),
    ...usageItems(counted),
    setDue(inquiry, wantsMail ? deliveryDueAt(nowMs) : settleDueAt(nowMs)),
  ]);
}
