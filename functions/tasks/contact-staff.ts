import { ContactStaffInput, ContactStaffOutput } from '../../schemas/workflow.ts';
import { deliverStaffMail } from '../delivery/deliver-staff-mail.ts';
import { findCompany } from '../entities/reads/find-company.ts';
import { readWorkspace } from '../entities/reads/read-workspace.ts';
import { task } from '../middleware/task.ts';
import { TaskError } from '../task-error.ts';

/** Mails the owner of an escalation whatever its last step has made due. */
export const handler = task(
  { state: 'ContactStaff', input: ContactStaffInput, output: ContactStaffOutput },
  async ({ inquiryId, companyId, escalationId }, { nowMs }) => {
    const [workspace, company] = await Promise.all([readWorkspace(inquiryId), findCompany(companyId, nowMs)]);
    if (workspace === null) return { delivery: 'superseded' as const };
    if (company === null) throw new TaskError('RecordMissing', 'company settings');
    const notification = workspace.notifications.find(
      (item) => item.escalationId === escalationId && item.state === 'due',
    );
    if (notification === undefined) return { delivery: 'already_sent' as const };
    return { delivery: await deliverStaffMail(workspace, { company, notification, sender: 'run', nowMs }) };
  },
);
