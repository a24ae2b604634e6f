import type { CompanySettings, StaffMember } from '../../schemas/company.ts';
import type { EscalationStage, EscalationState, NotificationKind } from '../../schemas/escalation.ts';
import type { AgentId, Run } from '../../schemas/ids.ts';
import type { Urgency } from '../../schemas/inquiry.ts';
import { type DurationSeconds, type EpochMs, epochMs } from '../../schemas/units.ts';
import { nextHandoverAtMs, slaCheckpoints, waitSecondsUntil } from '../sla/checkpoints.ts';
import { chooseOwner } from './choose-owner.ts';

export type EscalationVerdict =
  | { readonly decision: 'replied' | 'returned_to_ai' | 'closed' }
  | { readonly decision: 'wait' | 'contact'; readonly waitSeconds: DurationSeconds }
  | {
      readonly decision: 'remind' | 'reassign' | 'handover';
      readonly next: NextStep;
      readonly waitSeconds: DurationSeconds;
      readonly notificationKind: NotificationKind;
      /** Whether the step appears on the customer's timeline. */
      readonly customerLine: boolean;
    };

const actionOf = {
  reminded: { decision: 'remind', notificationKind: 'staff_reminder', customerLine: false },
  reassigned: { decision: 'reassign', notificationKind: 'staff_reassigned', customerLine: false },
  handed_over: { decision: 'handover', notificationKind: 'staff_handover', customerLine: true },
} as const satisfies Record<NextStep['stage'], object>;

/**
 * What run `run` does about an escalation now. A reply wins over everything; an escalation that is closed, or that a
 * later run has adopted, ends this run; one not yet due has its mails sent or waits on; one that is due takes the
 * furthest step whose time has come. An open escalation never ends here by itself, and its owner after a step is on the
 * staff.
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

/** What the decision needs of a stored escalation. */
export interface EscalationFacts {
  readonly state: EscalationState;
  readonly stage: EscalationStage;
  readonly run: Run;
  readonly urgency: Urgency;
  readonly ownerAgentId: AgentId;
  readonly generation: number;
  readonly openedAtMs: EpochMs;
  readonly dueAtMs: EpochMs;
  readonly slaDueAtMs: EpochMs;
  readonly repeatedHandovers: number;
  readonly hasReply: boolean;
  /** A mail to the current owner is due that something outside this run made due. */
  readonly hasDueMail: boolean;
}

/** The fields that a step writes into the escalation. */
interface NextStep {
  readonly stage: Exclude<EscalationStage, 'assigned'>;
  readonly ownerAgentId: AgentId;
  /** Raised by one when the owner changes, else as before. */
  readonly generation: number;
  readonly dueAtMs: EpochMs;
  /** Hand-overs repeated since the first one. */
  readonly repeatedHandovers: number;
}

interface Situation {
  readonly escalation: EscalationFacts;
  readonly settings: CompanySettings;
  readonly nowMs: EpochMs;
}

/**
 * The step that a due escalation takes: the furthest whose checkpoint has passed, at least the one after its stage.
 * Its next due time lies after `nowMs`.
 * @throws RangeError when the company has no staff or its calendar no working time within 400 days.
 */
function nextStep(situation: Situation): NextStep {
  const { escalation } = situation;
  const reassignAtMs = reassignAt(situation);
  const stage = furthestStage(situation, reassignAtMs);
  const ownerAgentId = ownerFor(stage, situation);
  const repeatedHandovers =
    escalation.stage === 'handed_over' ? escalation.repeatedHandovers + 1 : escalation.repeatedHandovers;
  return {
    stage,
    ownerAgentId,
    generation: escalation.generation + (ownerAgentId === escalation.ownerAgentId ? 0 : 1),
    dueAtMs: dueAfter(stage, { ...situation, reassignAtMs, repeatedHandovers }),
    repeatedHandovers,
  };
}

/** The SLA of the opening holds, even when the company has changed its settings since. */
function reassignAt({ escalation, settings }: Situation): EpochMs {
  const { openedAtMs, slaDueAtMs, urgency } = escalation;
  const sla = slaCheckpoints({
    calendar: settings.calendar,
    openedAtMs,
    slaMinutes: settings.slaMinutes[urgency],
  });
  return epochMs(Math.min(sla.reassignAtMs, slaDueAtMs));
}

function furthestStage({ escalation, settings, nowMs }: Situation, reassignAtMs: EpochMs): NextStep['stage'] {
  const { stage, slaDueAtMs, ownerAgentId } = escalation;
  if (nowMs >= slaDueAtMs || stage === 'reassigned' || stage === 'handed_over') return 'handed_over';
  if (nowMs >= reassignAtMs || stage === 'reminded') return 'reassigned';
  stage satisfies 'assigned';
  // A reminder to someone who has left reaches no one.
  return settings.staff.some(({ agentId }) => agentId === ownerAgentId) ? 'reminded' : 'reassigned';
}

function dueAfter(
  stage: NextStep['stage'],
  {
    escalation,
    settings,
    nowMs,
    reassignAtMs,
    repeatedHandovers,
  }: Situation & { reassignAtMs: EpochMs; repeatedHandovers: number },
): EpochMs {
  if (stage === 'reminded') return reassignAtMs;
  if (stage === 'reassigned') return escalation.slaDueAtMs;
  return nextHandoverAtMs(settings.calendar, nowMs, {
    slaMinutes: settings.slaMinutes[escalation.urgency],
    repeatedHandovers,
  });
}

function ownerFor(stage: NextStep['stage'], { escalation, settings }: Situation): AgentId {
  const { ownerAgentId, openedAtMs, generation } = escalation;
  const { staff } = settings;
  const seed = `${ownerAgentId}|${openedAtMs}|${generation}`;
  if (stage === 'reminded') return ownerAgentId;
  if (stage === 'reassigned') return chooseOwner(staff, { seed, except: [ownerAgentId] }).agentId;
  return chooseOwner(staff, { seed, role: 'manager', except: isOnlyManager(staff, ownerAgentId) ? [] : [ownerAgentId] })
    .agentId;
}

/** The only manager keeps a case that is handed over: it does not go back to an agent. */
function isOnlyManager(staff: readonly StaffMember[], agentId: AgentId): boolean {
  const managers = staff.filter(({ role }) => role === 'manager');
  return managers.length === 1 && managers[0]?.agentId === agentId;
}
