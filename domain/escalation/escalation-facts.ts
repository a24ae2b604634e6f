import type { EscalationStage, EscalationState } from '../../schemas/escalation.ts';
import type { AgentId, Run } from '../../schemas/ids.ts';
import type { Urgency } from '../../schemas/inquiry.ts';
import type { EpochMs } from '../../schemas/units.ts';

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
  readonly slips: number;
  readonly hasReply: boolean;
  /** The present owner is still to be sent a mail that somebody outside of this run made due. */
  readonly hasDueMail: boolean;
}
