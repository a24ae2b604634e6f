import { startDueAt } from '../../domain/inquiry/due-times.ts';
import { answeringEntry } from '../../domain/inquiry/entry.ts';
import { type AgentId, Run } from '../../schemas/ids.ts';
import type { DurationSeconds, EpochMs } from '../../schemas/units.ts';
import { type CommitOutcome, commit } from '../entities/commit.ts';
import { setDue } from '../entities/due-work.ts';
import { Escalation, type EscalationItem } from '../entities/escalation.ts';
import { changeInquiry, type InquiryItem } from '../entities/inquiry.ts';
import { Message } from '../entities/message.ts';
import { recordEvent } from '../entities/timeline.ts';
import type { Workspace } from '../entities/workspace.ts';
import { commitWithWebhooks } from './commit-with-webhooks.ts';

/**
 * Reopens an answered inquiry: message and next run in one transaction; the run goes straight to people. Start it
 * afterwards.
 */
export const reopenInquiry = (
  inquiry: InquiryItem,
  options: { by: 'customer' | 'company'; message: string; nowMs: EpochMs },
): Promise<CommitOutcome> => {
  const { inquiryId, run } = inquiry;
  const { by, message, nowMs } = options;
  const nextRun = Run.parse(run + 1);
  const move = { type: 'inquiry.reopened', status: 'escalated', run: nextRun, escalationReason: 'reopened' } as const;
  return commitWithWebhooks({ inquiry, moves: [move], nowMs }, [
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

/** After an answer: the same transaction raises the next run, which goes straight to people. Start it afterwards. */
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
  return commitWithWebhooks({ inquiry, moves: [move], nowMs }, [
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

/**
 * Ends an open escalation without a reply and raises a run that answers, in one transaction. Start it afterwards, and
 * wake the execution that waits. A conflict means that the escalation or the inquiry has changed meanwhile.
 */
export const returnToAi = (
  { workspace, escalation }: { workspace: Pick<Workspace, 'inquiry' | 'text'>; escalation: EscalationItem },
  options: { by: AgentId; estimatedResponseTime: DurationSeconds; nowMs: EpochMs },
): Promise<CommitOutcome> => {
  const { inquiryId, run } = workspace.inquiry;
  const { escalationId, companyId, dueAtMs, version } = escalation;
  const { by, estimatedResponseTime, nowMs } = options;
  const nextRun = Run.parse(run + 1);
  return commit([
    changeInquiry({
      inquiryId,
      run,
      event: 'returned_to_ai',
      set: {
        status: 'pending',
        run: nextRun,
        entry: answeringEntry(workspace.text.attachments),
        escalationRequested: false,
        estimatedResponseTime,
      },
      nowMs,
    }),
    Escalation.inTransaction()
      .patch({ inquiryId, escalationId })
      .set({ state: 'returned_to_ai', dueAtMs })
      .add({ version: 1 })
      .composite({ companyId })
      .where((attribute, { eq, notExists }) =>
        [notExists(attribute.reply), eq(attribute.version, version), eq(attribute.state, 'open')].join(' AND '),
      )
      .commit(),
    recordEvent({ inquiryId, run: nextRun, kind: 'returned_to_ai', atMs: nowMs, facts: { by } }),
    setDue(escalation, startDueAt(nowMs)),
  ]);
};
