import type { EpochMs } from '../../schemas/units.ts';
import { type Delivery, deliverAnswer } from '../delivery/deliver-answer.ts';
import { deliverStaffMail } from '../delivery/deliver-staff-mail.ts';
import { findCompany } from '../entities/account.ts';
import type { Workspace } from '../entities/workspace.ts';
import { TaskError } from '../task-error.ts';

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
