import { NotifyCustomerInput, NotifyCustomerOutput } from '../../schemas/workflow.ts';
import { deliverAnswer } from '../delivery/deliver-answer.ts';
import { findCompany } from '../entities/account.ts';
import { readWorkspace } from '../entities/workspace.ts';
import { task } from '../middleware/task.ts';
import { TaskError } from '../task-error.ts';

/** Mails the customer the answer, model's or person's, if it still is the current one and they left an address. */
export const handler = task(
  { state: 'NotifyCustomer', input: NotifyCustomerInput, output: NotifyCustomerOutput },
  async ({ inquiryId, companyId, run }, { nowMs }) => {
    const [workspace, company] = await Promise.all([readWorkspace(inquiryId), findCompany(companyId, nowMs)]);
    if (workspace === null) return { delivery: 'superseded' as const };
    if (company === null) throw new TaskError('RecordMissing', 'company settings');
    return { delivery: await deliverAnswer(workspace, { company, run, sender: 'run', nowMs }) };
  },
);
