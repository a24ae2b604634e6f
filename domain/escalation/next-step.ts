import type { CompanySettings, StaffMember } from '../../schemas/company.ts';
import type { EscalationStage } from '../../schemas/escalation.ts';
import type { AgentId } from '../../schemas/ids.ts';
import { type EpochMs, epochMs } from '../../schemas/units.ts';
import { nextSlipAtMs, slaCheckpoints } from '../sla/checkpoints.ts';
import { chooseOwner } from './choose-owner.ts';
import type { EscalationFacts } from './escalation-facts.ts';

/** The fields that a step writes into the escalation. */
export interface NextStep {
  readonly stage: Exclude<EscalationStage, 'assigned'>;
  readonly ownerAgentId: AgentId;
  /** Raised by one when the owner changes, else as before. */
  readonly generation: number;
  readonly dueAtMs: EpochMs;
  /** Hand-overs repeated since the first one. */
  readonly slips: number;
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
export function nextStep(situation: Situation): NextStep {
  const { escalation } = situation;
  const reassignAtMs = reassignAt(situation);
  const stage = furthestStage(situation, reassignAtMs);
  const ownerAgentId = ownerFor(stage, situation);
  const slips = escalation.stage === 'handed_over' ? escalation.slips + 1 : escalation.slips;
  return {
    stage,
    ownerAgentId,
    generation: escalation.generation + (ownerAgentId === escalation.ownerAgentId ? 0 : 1),
    dueAtMs: dueAfter(stage, { ...situation, reassignAtMs, slips }),
    slips,
  };
}

/** The SLA given at the opening stands, even when the company has changed its own since. */
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
  // A reminder to someone who has left would reach nobody.
  return settings.staff.some(({ agentId }) => agentId === ownerAgentId) ? 'reminded' : 'reassigned';
}

function dueAfter(
  stage: NextStep['stage'],
  { escalation, settings, nowMs, reassignAtMs, slips }: Situation & { reassignAtMs: EpochMs; slips: number },
): EpochMs {
  if (stage === 'reminded') return reassignAtMs;
  if (stage === 'reassigned') return escalation.slaDueAtMs;
  return nextSlipAtMs(settings.calendar, nowMs, { slaMinutes: settings.slaMinutes[escalation.urgency], slips });
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

/** The only manager keeps a case that is handed over: it does not go back down to an agent. */
function isOnlyManager(staff: readonly StaffMember[], agentId: AgentId): boolean {
  const managers = staff.filter(({ role }) => role === 'manager');
  return managers.length === 1 && managers[0]?.agentId === agentId;
}
