import { startDueAt } from '../../domain/inquiry/due-times.ts';
import { answeringEntry } from '../../domain/inquiry/entry.ts';
import { type AgentId, Run } from '../../schemas/ids.ts';
import type { DurationSeconds, EpochMs } from '../../schemas/units.ts';
import { type CommitOutcome, commit } from '../entities/commit.ts';
import { setDue } from '../entities/due-work.ts';
import { Escalation, type EscalationItem } from '../entities/escalation.ts';
import { changeInquiry } from '../entities/inquiry.ts';
import { recordEvent } from '../entities/timeline.ts';
import type { Workspace } from '../entities/workspace.ts';

/**
 * Ends an open escalation without a reply and asks for a run that answers, in one transaction. Start it afterwards, and
 * ring the bell of the one that waited. A conflict means that the escalation or the inquiry has changed meanwhile.
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
