import type { AgentId } from '../../../schemas/ids.ts';
import { ProblemError } from '../../middleware/problem-error.ts';
import type { EscalationCase } from './open-escalation-case.ts';

/** Two people must not write to one customer: who acts on a case has it. @throws ProblemError status_conflict */
export function requireOwner({ escalation, company }: EscalationCase, agentId: AgentId): void {
  const { ownerAgentId } = escalation;
  if (ownerAgentId === agentId) return;
  const owner = company.staff.find((one) => one.agentId === ownerAgentId)?.name ?? ownerAgentId;
  throw new ProblemError('status_conflict', { detail: `The escalation is with ${owner}: claim it first` });
}
