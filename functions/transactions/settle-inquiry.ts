import type { EpochMs } from '../../schemas/units.ts';
import type { CommitOutcome } from '../entities/commit.ts';
import { clearDue } from '../entities/due-work.ts';
import { changeInquiry, type InquiryItem } from '../entities/inquiry.ts';
import { recordEvent } from '../entities/timeline.ts';
import { commitTelling } from './commit-telling.ts';

/** Quiet since the answer: the inquiry counts as resolved. */
export const settleInquiry = (inquiry: InquiryItem, nowMs: EpochMs): Promise<CommitOutcome> => {
  const { inquiryId, run } = inquiry;
  const move = { type: 'inquiry.resolved', status: 'resolved', run } as const;
  return commitTelling({ inquiry, moves: [move], nowMs }, [
    changeInquiry({ inquiryId, run, event: 'settled', set: { status: 'resolved' }, nowMs }),
    recordEvent({ inquiryId, run, kind: 'settled', atMs: nowMs }),
    clearDue(inquiryId),
  ]);
};
