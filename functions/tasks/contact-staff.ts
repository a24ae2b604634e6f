import { ContactStaffInput, ContactStaffOutput } from '../../schemas/workflow.ts';
import { deliverStaffMail } from '../delivery/deliver-staff-mail.ts';
import { findCompany } from '../entities/account.ts';
import { isDueFor } from '../entities/notification.ts';
import { readWorkspace } from '../entities/workspace.ts';
import { task } from '../middleware/task.ts';
import { TaskError } from '../task-error.ts';

/** Sends the owner of an escalation the mails that are due, in their order. */
export const handler = task(
  { state: 'ContactStaff', input: ContactStaffInput, output: ContactStaffOutput },
  async ({ inquiryId, companyId, escalationId }, { nowMs }) => {
    const [workspace, company] = await Promise.all([readWorkspace(inquiryId), findCompany(companyId, nowMs)]);
    if (workspace === null) return { delivery: 'superseded' as const };
    if (company === null) throw new TaskError('RecordMissing', 'company settings');
    const escalation = workspace.escalations.find((item) => item.escalationId === escalationId);
    if (escalation === undefined) return { delivery: 'superseded' as const };
    const due = workspace.notifications
      .filter((notification) => isDueFor(escalation, notification))
      .toSorted((one, other) => one.createdAtMs - other.createdAtMs);
    let delivery: Awaited<ReturnType<typeof deliverStaffMail>> = 'already_sent';
    for (const notification of due) {
      delivery = await deliverStaffMail(workspace, { company, notification, sender: 'run', nowMs });
    }
    return { delivery };
  },
);
