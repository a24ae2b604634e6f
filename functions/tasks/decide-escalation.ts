import { decideEscalation, type EscalationVerdict } from '../../domain/escalation/decide-escalation.ts';
import { modeOf } from '../../schemas/mode.ts';
import type { TimelineEventKind } from '../../schemas/timeline.ts';
import { DecideEscalationInput, DecideEscalationOutput } from '../../schemas/workflow.ts';
import { findCompany } from '../entities/account.ts';
import { isDueFor } from '../entities/notification.ts';
import { readWorkspace } from '../entities/workspace.ts';
import { emitMetrics } from '../metrics.ts';
import { task } from '../middleware/task.ts';
import { TaskError } from '../task-error.ts';
import { advanceEscalation } from '../transactions/advance-escalation.ts';

type Advance = Extract<EscalationVerdict, { next: unknown }>;

const eventOf = {
  remind: 'reminded',
  reassign: 'reassigned',
  handover: 'handed_over',
} as const satisfies Record<Advance['decision'], TimelineEventKind>;

/** Runs after a wake, a timeout or a refused token: reads the table and decides by one word what comes next. */
export const handler = task(
  { state: 'DecideEscalation', input: DecideEscalationInput, output: DecideEscalationOutput },
  async ({ inquiryId, escalationId, companyId, run }, { nowMs }) => {
    const [workspace, settings] = await Promise.all([readWorkspace(inquiryId), findCompany(companyId, nowMs)]);
    const escalation = workspace?.escalations.find((item) => item.escalationId === escalationId);
    if (workspace === null || escalation === undefined)
      throw new TaskError('RunSuperseded', 'the escalation has been erased');
    if (settings === null) throw new TaskError('RecordMissing', 'company settings');
    const { generation } = escalation;
    const hasDueMail = workspace.notifications.some((notification) => isDueFor(escalation, notification));
    const facts = { ...escalation, hasReply: escalation.reply !== undefined, hasDueMail };
    const verdict = decideEscalation({ escalation: facts, settings, run, nowMs });
    if ('next' in verdict) {
      const { next, notificationKind, waitSeconds, decision } = verdict;
      const outcome = await advanceEscalation(escalation, {
        next,
        notificationKind,
        eventKind: eventOf[decision],
        nowMs,
      });
      if (outcome.kind === 'conflict')
        throw new TaskError('StatusConflict', `escalation at version ${escalation.version}`);
      // A test pages no one.
      if (decision === 'handover' && modeOf(workspace.inquiry) === 'live') emitMetrics({ SlaBreaches: 1 });
      return { decision, generation: next.generation, waitSeconds, notificationKind };
    }
    if ('waitSeconds' in verdict) return { decision: verdict.decision, generation, waitSeconds: verdict.waitSeconds };
    return { decision: verdict.decision, generation, waitSeconds: 1 };
  },
);
