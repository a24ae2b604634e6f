import { checkpointDueAt, graceMs, quietDays, runDueAt } from '../../domain/inquiry/due-times.ts';
import { cannotWait } from '../../domain/inquiry/entry.ts';
import { pendingSinceMs } from '../../domain/inquiry/waiting-since.ts';
import { type EpochMs, epochMs } from '../../schemas/units.ts';
import { type Delivery, deliverAnswer } from '../delivery/deliver-answer.ts';
import { deliverStaffMail } from '../delivery/deliver-staff-mail.ts';
import { findCompany } from '../entities/account.ts';
import { commit } from '../entities/commit.ts';
import { type DueWorkItem, endDue, postponeDue } from '../entities/due-work.ts';
import { findInquiry } from '../entities/inquiry.ts';
import { isDueFor } from '../entities/notification.ts';
import { readWorkspace, type Workspace } from '../entities/workspace.ts';
import { wipeInquiry } from '../erasure/erase-inquiry.ts';
import { startRun, statusOfExecution } from '../runs/executions.ts';
import { TaskError } from '../task-error.ts';
import { replaceLostRun } from '../transactions/replace-lost-run.ts';
import { settleInquiry } from '../transactions/resolve-inquiry.ts';
import { emitPendingAge, emitUnownedAge } from './emit-ages.ts';

/** The sweeper's repair of one overdue inquiry. */
export type Repair = 'started' | 'replaced' | 'alive' | 'mailed' | 'settled' | 'erased' | 'at_rest';

/** Checks one overdue inquiry and repairs it. Its due work is postponed or ended in every case. */
export async function lookAt(due: DueWorkItem, nowMs: EpochMs): Promise<Repair> {
  const workspace = await readWorkspace(due.inquiryId);
  if (workspace === null) return rest(due);
  const { status } = workspace.inquiry;
  switch (status) {
    case 'pending':
    case 'escalated':
      return driveRun(workspace, due, nowMs);
    case 'ai_responded':
    case 'resolved':
      return finish(workspace, due, nowMs);
    case 'erased':
      await wipeInquiry(workspace);
      return 'erased';
    default:
      return status satisfies never;
  }
}

async function driveRun(workspace: Workspace, due: DueWorkItem, nowMs: EpochMs): Promise<Repair> {
  const { inquiry } = workspace;
  const { inquiryId, companyId, run, entry } = inquiry;
  emitPendingAge(workspace, nowMs);
  await emitUnownedAge(workspace, nowMs);
  const runStatus = await statusOfExecution({ inquiryId, run });
  switch (runStatus) {
    case 'absent':
      await startRun({ inquiryId, companyId, run, entry });
      await postponeDue(due, epochMs(nowMs + graceMs.start));
      return 'started';
    case 'RUNNING':
    case 'PENDING_REDRIVE': {
      if (isHeldUp(workspace, nowMs)) return replaceUnlessMoved(workspace, { due, cause: 'HELD_UP', nowMs });
      const mailed = await resendStaffMails(workspace, nowMs);
      await postponeDue(due, nextLookAt(workspace, nowMs));
      return mailed > 0 ? 'mailed' : 'alive';
    }
    case 'SUCCEEDED':
    case 'FAILED':
    case 'TIMED_OUT':
    case 'ABORTED':
      return replaceUnlessMoved(workspace, { due, cause: runStatus, nowMs });
    default:
      return runStatus satisfies never;
  }
}

/**
 * The run waits for the model, possibly for hours, with an inquiry that must not wait. Its next step finds it
 * superseded. Before the analysis the tasks decide this themselves.
 */
function isHeldUp(workspace: Workspace, nowMs: EpochMs): boolean {
  const { inquiry, escalations, analyses } = workspace;
  if (inquiry.entry === 'escalate') return false;
  const sinceMs = pendingSinceMs({ inquiry, wasEscalated: escalations.length > 0 });
  if (sinceMs === null || nowMs - sinceMs < graceMs.run) return false;
  const analysis = analyses.find(({ run }) => run === inquiry.run);
  return cannotWait({ escalationRequested: inquiry.escalationRequested, signals: analysis?.signals ?? [] });
}

/** A case with people sleeps until its checkpoint, once nothing is left to be sent. */
function nextLookAt({ inquiry, escalations, notifications }: Workspace, nowMs: EpochMs): EpochMs {
  const open = escalations.find(({ state }) => state === 'open');
  const isAsleep =
    open !== undefined && open.run === inquiry.run && !notifications.some((item) => isDueFor(open, item));
  return epochMs(Math.max(runDueAt(nowMs), isAsleep ? checkpointDueAt(open.dueAtMs) : 0));
}

/**
 * The run may have done its last write between our two reads: only a head that has still not moved has lost its run.
 */
async function replaceUnlessMoved(
  { inquiry }: Workspace,
  { due, cause, nowMs }: { due: DueWorkItem; cause: string; nowMs: EpochMs },
): Promise<Repair> {
  const now = await findInquiry(inquiry.inquiryId);
  if (now?.version !== inquiry.version) {
    await postponeDue(due, epochMs(nowMs + graceMs.start));
    return 'alive';
  }
  const outcome = await replaceLostRun(inquiry, { cause, nowMs });
  return outcome === 'replaced' ? 'replaced' : 'alive';
}

async function finish(workspace: Workspace, due: DueWorkItem, nowMs: EpochMs): Promise<Repair> {
  const { inquiry } = workspace;
  const delivery = await resendAnswer(workspace, nowMs);
  switch (delivery) {
    case 'sent':
      return 'mailed';
    case 'left_to_sweeper':
      await postponeDue(due, epochMs(nowMs + graceMs.delivery));
      return 'alive';
    case 'already_sent':
    case 'not_wanted':
    case 'superseded':
      break;
    default:
      return delivery satisfies never;
  }
  if (inquiry.status === 'resolved') return rest(due);
  const quietUntilMs = inquiry.updatedAtMs + quietDays * 86_400_000;
  if (nowMs < quietUntilMs) {
    await postponeDue(due, epochMs(quietUntilMs));
    return 'alive';
  }
  await settleInquiry(inquiry, nowMs);
  return 'settled';
}

async function rest(due: DueWorkItem): Promise<Repair> {
  await commit([endDue(due)]);
  return 'at_rest';
}

/** Sends the answer mail that the run could not, under its one notification id. */
export async function resendAnswer(workspace: Workspace, nowMs: EpochMs): Promise<Delivery> {
  const { answeredRun } = workspace.inquiry;
  if (answeredRun === undefined) return 'superseded';
  return deliverAnswer(workspace, {
    company: await companyOf(workspace, nowMs),
    run: answeredRun,
    sender: 'sweeper',
    nowMs,
  });
}

/** Sends the staff mails that are still due, and counts them. */
export async function resendStaffMails(workspace: Workspace, nowMs: EpochMs): Promise<number> {
  const due = workspace.notifications.filter((item) => item.state === 'due' && item.kind !== 'answer');
  if (due.length === 0) return 0;
  const company = await companyOf(workspace, nowMs);
  let sent = 0;
  for (const notification of due) {
    const delivery = await deliverStaffMail(workspace, { company, notification, sender: 'sweeper', nowMs });
    if (delivery === 'sent') sent += 1;
  }
  return sent;
}

async function companyOf({ inquiry }: Workspace, nowMs: EpochMs) {
  const company = await findCompany(inquiry.companyId, nowMs);
  if (company === null) throw new TaskError('RecordMissing', 'company settings');
  return company;
}
