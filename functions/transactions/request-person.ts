import { startDueAt } from '../../domain/inquiry/due-times.ts';
import { Run } from '../../schemas/ids.ts';
import type { EpochMs } from '../../schemas/units.ts';
import { type CommitOutcome, commit } from '../entities/commit.ts';
import { setDue } from '../entities/due-work.ts';
import { changeInquiry, type InquiryItem } from '../entities/inquiry.ts';
import { recordEvent } from '../entities/timeline.ts';
import { commitTelling } from './commit-telling.ts';

/** While the run is at work: a mark that its gate and StoreAnswer obey. */
export const markPersonRequested = (
  inquiry: InquiryItem,
  options: { by: 'customer' | 'company'; nowMs: EpochMs },
): Promise<CommitOutcome> => {
  const { inquiryId, run } = inquiry;
  const { by, nowMs } = options;
  return commit([
    changeInquiry({ inquiryId, run, event: 'person_requested', set: { escalationRequested: true }, nowMs }),
    recordEvent({ inquiryId, run, kind: 'person_requested', atMs: nowMs, facts: { by } }),
  ]);
};

/** After an answer: the next run is asked for in the same transaction, and goes straight to people. Start it afterwards. */
export const raiseRunForPerson = (
  inquiry: InquiryItem,
  options: { by: 'customer' | 'company'; nowMs: EpochMs },
): Promise<CommitOutcome> => {
  const { inquiryId, run } = inquiry;
  const { by, nowMs } = options;
  const nextRun = Run.parse(run + 1);
  const move = {
    type: 'inquiry.escalated',
    status: 'escalated',
    run: nextRun,
    escalationReason: 'person_requested',
  } as const;
  return commitTelling({ inquiry, moves: [move], nowMs }, [
    changeInquiry({
      inquiryId,
      run,
      event: 'escalation_requested',
      set: {
        status: 'escalated',
        statusReason: 'person_requested',
        run: nextRun,
        entry: 'escalate',
        escalationRequested: true,
      },
      nowMs,
    }),
    recordEvent({ inquiryId, run: nextRun, kind: 'person_requested', atMs: nowMs, facts: { by } }),
    setDue(inquiry, startDueAt(nowMs)),
  ]);
};
