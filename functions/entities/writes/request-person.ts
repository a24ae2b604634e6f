import { startDueAt } from '../../../domain/inquiry/due-times.ts';
import { Run } from '../../../schemas/ids.ts';
import type { EpochMs } from '../../../schemas/units.ts';
import { commitTelling } from '../../webhooks/commit-telling.ts';
import { type CommitOutcome, commit } from '../commit.ts';
import type { InquiryItem } from '../models/inquiry.ts';
import { changeInquiry } from './change-inquiry.ts';
import { setDue } from './due.ts';
import { recordEvent } from './event.ts';

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
