import type { CompanySettings } from '../../../schemas/company.ts';
import type { AgentId, EscalationId } from '../../../schemas/ids.ts';
import type { EpochMs } from '../../../schemas/units.ts';
import { type CommitOutcome, takeTurns } from '../../entities/commit.ts';
import type { Tenant } from '../../entities/tenant.ts';
import { ProblemError } from '../../middleware/problem-error.ts';
import { wakeExecution } from '../shared/executions.ts';
import {
  alreadyReplied,
  type EscalationCase,
  escalationEtagOf,
  openEscalationCase,
  requireIfMatch,
  requireMatch,
} from './escalation-case.ts';
import { escalationSummaryOf } from './escalation-views.ts';

/** The caller's action and agent. */
interface Acting {
  readonly path: { readonly escalationId: EscalationId };
  readonly principal: Tenant;
  readonly headers: Readonly<Record<string, string>>;
  readonly nowMs: EpochMs;
  /** All must be members of staff. */
  readonly agents: Readonly<Record<string, AgentId>>;
}

interface EscalationAction {
  /** True when the action has been done already: a repeat, whose first answer may have been lost. */
  isDone(present: EscalationCase): boolean;
  /** Throws when the open case does not allow this action. */
  refuse?(present: EscalationCase): void;
  commit(present: EscalationCase): Promise<CommitOutcome>;
}

/** A change between read and write shows in the next read as another version, which ends the attempts. */
const attempts = 3;

/**
 * Performs one action on an open escalation whose version the caller has seen, and wakes the waiting execution, so
 * that it reads the new state.
 * @throws ProblemError precondition_required, validation_failed, already_replied, status_conflict, version_conflict
 */
export async function actOnEscalation(acting: Acting, action: EscalationAction) {
  const { path, principal, headers, nowMs, agents } = acting;
  const { escalationId } = path;
  const read = () => openEscalationCase(escalationId, { ...principal, nowMs });
  const ifMatch = requireIfMatch(headers);
  let present = await read();
  requireStaff(present.company, agents);
  for (let attempt = 1; attempt <= attempts; attempt++) {
    if (action.isDone(present)) return answered(present);
    requireOpen(present);
    requireMatch(ifMatch, versionsOf(present));
    action.refuse?.(present);
    const { kind, next } = await commitOrRead(present, { action, read });
    present = next;
    if (kind === 'committed') {
      await wakeExecution(escalationId);
      return answered(present);
    }
  }
  throw new ProblemError('status_conflict', { detail: 'The inquiry keeps changing; try again' });
}

/**
 * The second agent at the case sees what has changed. A failed transaction may have been committed all the
 * same: the next read tells.
 */
async function commitOrRead(
  present: EscalationCase,
  { action, read }: { action: EscalationAction; read: () => Promise<EscalationCase> },
): Promise<{ kind: CommitOutcome['kind']; next: EscalationCase }> {
  try {
    const { kind } = await takeTurns(() => action.commit(present));
    return { kind, next: await read() };
  } catch (error) {
    const next = await read();
    if (escalationEtagOf(versionsOf(next)) === escalationEtagOf(versionsOf(present))) throw error;
    return { kind: action.isDone(next) ? 'committed' : 'conflict', next };
  }
}

const versionsOf = ({ workspace, escalation }: EscalationCase) => ({ inquiry: workspace.inquiry, escalation });

function requireOpen({ escalation, company }: EscalationCase): void {
  if (escalation.reply !== undefined) throw alreadyReplied(escalation.reply, company);
  if (escalation.state === 'open') return;
  throw new ProblemError('status_conflict', { detail: `The escalation is ${escalation.state}: it is not open` });
}

function answered({ workspace, escalation, company }: EscalationCase) {
  const body = escalationSummaryOf({ inquiry: workspace.inquiry, escalation, staff: company.staff });
  return { status: 200 as const, body, headers: { etag: body.etag } };
}

/** @throws ProblemError validation_failed with the fields that name no member of staff */
function requireStaff({ staff }: CompanySettings, agents: Readonly<Record<string, AgentId>>): void {
  const strangers = Object.entries(agents).filter(([, agentId]) => !staff.some((one) => one.agentId === agentId));
  if (strangers.length === 0) return;
  throw new ProblemError('validation_failed', {
    detail: `Invalid: ${strangers.map(([path]) => path).join(', ')}`,
    errors: strangers.map(([path]) => ({ path, message: 'is not on the staff' })),
  });
}

/** Only the owner acts on a case, so that two agents never write to one customer. @throws status_conflict */
export function requireOwner({ escalation, company }: EscalationCase, agentId: AgentId): void {
  const { ownerAgentId } = escalation;
  if (ownerAgentId === agentId) return;
  const owner = company.staff.find((one) => one.agentId === ownerAgentId)?.name ?? ownerAgentId;
  throw new ProblemError('status_conflict', { detail: `The escalation is with ${owner}: claim it first` });
}
