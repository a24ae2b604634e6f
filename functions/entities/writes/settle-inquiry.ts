import type { EpochMs } from '../../../schemas/units.ts';
import { commitTelling } from '../../webhooks/commit-telling.ts';
import type { CommitOutcome } from '../commit.ts';
import type { InquiryItem } from '../models/inquiry.ts';
import { changeInquiry } from './change-inquiry.ts';
import { clearDue } from './due.ts';
import { recordEvent } from './event.ts';

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
