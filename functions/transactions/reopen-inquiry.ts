import { startDueAt } from '../../domain/inquiry/due-times.ts';
import { Run } from '../../schemas/ids.ts';
import type { EpochMs } from '../../schemas/units.ts';
import type { CommitOutcome } from '../entities/commit.ts';
import { setDue } from '../entities/due-work.ts';
import { changeInquiry, type InquiryItem } from '../entities/inquiry.ts';
import { Message } from '../entities/message.ts';
import { recordEvent } from '../entities/timeline.ts';
import { commitTelling } from './commit-telling.ts';

/** An answer was not the end: message and next run stand together, and the run goes straight to people. Start it afterwards. */
export const reopenInquiry = (
  inquiry: InquiryItem,
  options: { by: 'customer' | 'company'; message: string; nowMs: EpochMs },
): Promise<CommitOutcome> => {
  const { inquiryId, run } = inquiry;
  const { by, message, nowMs } = options;
  const nextRun = Run.parse(run + 1);
  const move = { type: 'inquiry.reopened', status: 'escalated', run: nextRun, escalationReason: 'reopened' } as const;
  return commitTelling({ inquiry, moves: [move], nowMs }, [
    changeInquiry({
      inquiryId,
      run,
      event: 'reopened',
      set: { status: 'escalated', statusReason: 'reopened', run: nextRun, entry: 'escalate' },
      nowMs,
    }),
    Message.inTransaction()
      .create({ inquiryId, run: nextRun, number: 0, by, text: message, createdAtMs: nowMs })
      .commit(),
    recordEvent({ inquiryId, run: nextRun, kind: 'reopened', atMs: nowMs, facts: { by } }),
    setDue(inquiry, startDueAt(nowMs)),
  ]);
};
