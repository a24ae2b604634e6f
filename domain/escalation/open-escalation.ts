import type { CompanySettings } from '../../schemas/company.ts';
import type { AgentId, EscalationId } from '../../schemas/ids.ts';
import type { Urgency } from '../../schemas/inquiry.ts';
import type { DurationSeconds, EpochMs } from '../../schemas/units.ts';
import { slaCheckpoints, waitSecondsUntil } from '../sla/checkpoints.ts';
import { chooseOwner } from './choose-owner.ts';

export interface EscalationPlan {
  readonly ownerAgentId: AgentId;
  readonly stage: 'assigned';
  readonly generation: 1;
  readonly repeatedHandovers: 0;
  readonly openedAtMs: EpochMs;
  readonly dueAtMs: EpochMs;
  readonly slaDueAtMs: EpochMs;
  readonly waitSeconds: DurationSeconds;
}

/**
 * The opening of an escalation: its first owner, an agent if there is one, and its SLA by the company's calendar.
 * @throws RangeError when the company has no staff or its calendar no working time within 400 days.
 */
export function planEscalation(options: {
  readonly settings: CompanySettings;
  readonly urgency: Urgency;
  readonly escalationId: EscalationId;
  readonly nowMs: EpochMs;
}): EscalationPlan {
  const { settings, urgency, escalationId, nowMs } = options;
  const { calendar, slaMinutes, staff } = settings;
  const sla = slaCheckpoints({ calendar, openedAtMs: nowMs, slaMinutes: slaMinutes[urgency] });
  return {
    ownerAgentId: chooseOwner(staff, { seed: escalationId }).agentId,
    stage: 'assigned',
    generation: 1,
    repeatedHandovers: 0,
    openedAtMs: nowMs,
    dueAtMs: sla.remindAtMs,
    slaDueAtMs: sla.handoverAtMs,
    waitSeconds: waitSecondsUntil(sla.remindAtMs, nowMs),
  };
}
