import { planEscalation } from '../../domain/escalation/open-escalation.ts';
import { waitSecondsUntil } from '../../domain/sla/checkpoints.ts';
import { escalationIdOf } from '../../schemas/ids.ts';
import type { EscalationReason } from '../../schemas/inquiry.ts';
import type { EpochMs } from '../../schemas/units.ts';
import { OpenEscalationInput, OpenEscalationOutput } from '../../schemas/workflow.ts';
import { findCompany } from '../entities/account.ts';
import type { EscalationItem } from '../entities/escalation.ts';
import type { InquiryItem } from '../entities/inquiry.ts';
import { requireRun } from '../entities/workspace.ts';
import { emitMetrics } from '../metrics.ts';
import { task } from '../middleware/task.ts';
import { TaskError } from '../task-error.ts';
import { adoptEscalation, openEscalation } from '../transactions/open-escalation.ts';
import { usageOfRun } from '../usage/usage-of-run.ts';

/**
 * Escalates the inquiry, once for each run: an escalation that an earlier try opened is returned, one
 * that a lost run left open is adopted with its owner and clock.
 */
export const handler = task(
  { state: 'OpenEscalation', input: OpenEscalationInput, output: OpenEscalationOutput },
  async (input, { nowMs }) => {
    const { inquiryId, companyId, run } = input;
    const workspace = await requireRun({ inquiryId, run });
    const { inquiry, escalations, analyses, drafts } = workspace;
    const open = escalations.find((item) => item.state === 'open');
    if (open !== undefined && open.run === run) return opened(open, nowMs);
    if (open !== undefined) {
      await refuseConflict(adoptEscalation(open, { run, nowMs }));
      return opened(open, nowMs);
    }
    const settings = await findCompany(companyId, nowMs);
    if (settings === null) throw new TaskError('RecordMissing', 'company settings');
    const escalationId = escalationIdOf(inquiryId, run);
    const urgency = inquiry.urgency ?? 'medium';
    const { waitSeconds, ...plan } = planEscalation({ settings, urgency, escalationId, nowMs });
    const draft =
      input.attempt === undefined
        ? drafts.at(-1)
        : drafts.find((item) => item.run === run && item.attempt === input.attempt);
    const escalation = {
      ...plan,
      escalationId,
      inquiryId,
      companyId,
      run,
      state: 'open' as const,
      reason: reasonOf(input, inquiry),
      reasons: input.reasons.length > 0 ? input.reasons : reasonsOf(analyses.at(-1)?.priorityReasons ?? []),
      ...(input.errorName !== undefined && { errorName: input.errorName }),
      urgency,
      ...(draft !== undefined && { draftRun: draft.run, draftAttempt: draft.attempt }),
      ...(input.responseQualityScore !== undefined && { responseQualityScore: input.responseQualityScore }),
      version: 1,
    };
    const usage = usageOfRun(workspace, { run, outcome: 'escalated', nowMs });
    await refuseConflict(openEscalation(escalation, { inquiry, usage, nowMs }));
    emitMetrics({ EscalationsOpened: 1 });
    return { escalationId, generation: plan.generation, waitSeconds, notificationKind: 'staff_assigned' as const };
  },
);

/** The head says why a run goes straight to people; the machine knows only its own faults. */
const reasonOf = ({ reason }: { reason: EscalationReason }, { entry, statusReason }: InquiryItem): EscalationReason =>
  entry === 'escalate' && statusReason !== undefined ? statusReason : reason;

const reasonsOf = (reasons: readonly { reason: string }[]): readonly string[] => reasons.map(({ reason }) => reason);

const opened = ({ escalationId, generation, dueAtMs }: EscalationItem, nowMs: EpochMs) => ({
  escalationId,
  generation,
  waitSeconds: waitSecondsUntil(dueAtMs, nowMs),
  notificationKind: 'staff_assigned' as const,
});

/** Something moved between read and write: the next try reads again and finds it opened, adopted, replied or over. */
async function refuseConflict(outcome: ReturnType<typeof openEscalation>): Promise<void> {
  const { kind } = await outcome;
  if (kind === 'conflict')
    throw new TaskError('StatusConflict', 'the inquiry moved while its escalation was being opened');
}
