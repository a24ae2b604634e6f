import type { CompanySettings } from '../../schemas/company.ts';
import type { NotificationKind } from '../../schemas/escalation.ts';
import type { Run } from '../../schemas/ids.ts';
import type { DurationSeconds, EpochMs } from '../../schemas/units.ts';
import { waitSecondsUntil } from '../sla/checkpoints.ts';
import type { EscalationFacts } from './escalation-facts.ts';
import { type NextStep, nextStep } from './next-step.ts';

export type EscalationVerdict =
  | { readonly decision: 'replied' | 'returned_to_ai' | 'closed' }
  | { readonly decision: 'wait' | 'contact'; readonly waitSeconds: DurationSeconds }
  | {
      readonly decision: 'remind' | 'reassign' | 'handover';
      readonly next: NextStep;
      readonly waitSeconds: DurationSeconds;
      readonly notificationKind: NotificationKind;
      /** Whether the customer's timeline says that the case goes on. */
      readonly customerLine: boolean;
    };

const actionOf = {
  reminded: { decision: 'remind', notificationKind: 'staff_reminder', customerLine: false },
  reassigned: { decision: 'reassign', notificationKind: 'staff_reassigned', customerLine: false },
  handed_over: { decision: 'handover', notificationKind: 'staff_handover', customerLine: true },
} as const satisfies Record<NextStep['stage'], object>;

/**
 * What run `run` does about an escalation now. A reply wins over everything; an escalation that is over, or that a later
 * run has adopted, ends this run; one not yet due has its mails sent or waits on; one that is due takes the furthest step whose time has come.
 * An open escalation never ends here by itself, and its owner after a step is on the staff.
 * @throws RangeError when the company has no staff or its calendar no working time within 400 days.
 */
export function decideEscalation(options: {
  readonly escalation: EscalationFacts;
  readonly settings: CompanySettings;
  readonly run: Run;
  readonly nowMs: EpochMs;
}): EscalationVerdict {
  const { escalation, settings, run, nowMs } = options;
  if (escalation.hasReply || escalation.state === 'replied') return { decision: 'replied' };
  if (escalation.state !== 'open') return { decision: escalation.state };
  if (escalation.run !== run) return { decision: 'closed' };
  if (nowMs < escalation.dueAtMs) {
    const decision = escalation.hasDueMail ? 'contact' : 'wait';
    return { decision, waitSeconds: waitSecondsUntil(escalation.dueAtMs, nowMs) };
  }
  const next = nextStep({ escalation, settings, nowMs });
  return { ...actionOf[next.stage], next, waitSeconds: waitSecondsUntil(next.dueAtMs, nowMs) };
}
