import type { AgentId, EscalationId } from '../../../schemas/ids.ts';
import type { EpochMs } from '../../../schemas/units.ts';
import { type CommitOutcome, takeTurns } from '../../entities/commit.ts';
import type { Tenant } from '../../entities/tenant.ts';
import { ProblemError } from '../../middleware/problem-error.ts';
import { alreadyReplied } from '../reply/already-replied.ts';
import { ringBell } from '../reply/ring-bell.ts';
import { escalationEtagOf, requireIfMatch, requireMatch } from './escalation-etag.ts';
import { escalationSummaryOf } from './escalation-views.ts';
import { type EscalationCase, openEscalationCase } from './open-escalation-case.ts';
import { requireStaff } from './require-staff.ts';

/** What a caller did and as whom. */
export interface Acting {
  readonly path: { readonly escalationId: EscalationId };
  readonly principal: Tenant;
  readonly headers: Readonly<Record<string, string>>;
  readonly nowMs: EpochMs;
  /** All of them must be on the staff. */
  readonly agents: Readonly<Record<string, AgentId>>;
}

export interface EscalationAction {
  /** True when the case is as the action would leave it: a repeat, whose first answer may have been lost. */
  isDone(present: EscalationCase): boolean;
  /** Throws when the case, though open, is not one for this action. */
  refuse?(present: EscalationCase): void;
  commit(present: EscalationCase): Promise<CommitOutcome>;
}

/** What moves between a read and a write shows in the next read as another version, and ends the attempts. */
const attempts = 3;

/**
 * Carries out one action on an open escalation whose version the caller has seen, and wakes the execution that waits, so
 * that it goes by the table's new state.
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
      await ringBell(escalationId);
      return answered(present);
    }
  }
  throw new ProblemError('status_conflict', { detail: 'The inquiry keeps changing; try again' });
}

/** Who comes second at the case is told what has changed. A transaction that failed may have been carried out all the same: the next read tells. */
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
