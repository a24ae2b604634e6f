import { mayHappen } from '../../domain/inquiry/status.ts';
import type { EpochMs } from '../../schemas/units.ts';
import type { CommitOutcome } from '../entities/commit.ts';
import { clearDue, setDue } from '../entities/due-work.ts';
import { changeInquiry, type InquiryItem } from '../entities/inquiry.ts';
import { recordEvent } from '../entities/timeline.ts';
import { commitWithWebhooks } from './commit-with-webhooks.ts';

export interface NewFeedback {
  readonly by: 'customer' | 'company';
  readonly helpful: boolean;
  readonly comment?: string | undefined;
  readonly nowMs: EpochMs;
}

/**
 * The asker's feedback on the current answer. A helpful one of the model resolves the inquiry, which the sweeper then
 * settles, once its mail is sent. A conflict means that the inquiry has changed.
 */
export const recordFeedback = (inquiry: InquiryItem, feedback: NewFeedback): Promise<CommitOutcome> => {
  const { inquiryId, run, status } = inquiry;
  const { by, helpful, comment, nowMs } = feedback;
  const isAccepted = helpful && mayHappen(status, 'accepted');
  const moves = isAccepted ? ([{ type: 'inquiry.resolved', status: 'resolved', run }] as const) : [];
  return commitWithWebhooks({ inquiry, moves, nowMs }, [
    changeInquiry({
      inquiryId,
      run,
      ...(isAccepted && { event: 'accepted' }),
      set: { feedback: { run, helpful }, ...(isAccepted && { status: 'resolved' }) },
      nowMs,
    }),
    recordEvent({
      inquiryId,
      run,
      kind: 'feedback',
      atMs: nowMs,
      facts: { by, helpful, ...(comment !== undefined && { comment }) },
    }),
    ...(isAccepted ? [setDue(inquiry, nowMs)] : []),
  ]);
};

/** Quiet since the answer: the inquiry counts as resolved. */
export const settleInquiry = (inquiry: InquiryItem, nowMs: EpochMs): Promise<CommitOutcome> => {
  const { inquiryId, run } = inquiry;
  const move = { type: 'inquiry.resolved', status: 'resolved', run } as const;
  return commitWithWebhooks({ inquiry, moves: [move], nowMs }, [
    changeInquiry({ inquiryId, run, event: 'settled', set: { status: 'resolved' }, nowMs }),
    recordEvent({ inquiryId, run, kind: 'settled', atMs: nowMs }),
    clearDue(inquiryId),
  ]);
};
