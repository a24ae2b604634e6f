import type { CompanySettings } from '../../schemas/company.ts';
import { modeOf } from '../../schemas/mode.ts';
import type { EpochMs } from '../../schemas/units.ts';
import type { NotificationItem } from '../entities/notification.ts';
import type { Workspace } from '../entities/workspace.ts';
import { markStaffMailSent } from '../transactions/mark-sent.ts';
import { mayDeliver, type Sender } from './claim.ts';
import type { Delivery } from './deliver-answer.ts';
import { publishEscalation } from './publish-escalation.ts';
import { sendOrRecord } from './send-or-record.ts';
import { staffMailOf } from './staff-mail-of.ts';

/**
 * Sends one mail of an escalation to the person it was made for. A mail whose case has been replied to or has a new
 * owner since is not sent any more.
 */
export async function deliverStaffMail(
  workspace: Workspace,
  options: { company: CompanySettings; notification: NotificationItem; sender: Sender; nowMs: EpochMs },
): Promise<Exclude<Delivery, 'not_wanted'>> {
  const { inquiry } = workspace;
  const { company, notification, sender, nowMs } = options;
  const { kind } = notification;
  if (notification.state !== 'due') return 'already_sent';
  if (kind === 'answer') return 'superseded';
  const escalation = workspace.escalations.find((item) => item.escalationId === notification.escalationId);
  if (escalation === undefined || escalation.state !== 'open') return 'superseded';
  if (escalation.generation !== notification.generation) return 'superseded';
  const owner = company.staff.find((member) => member.agentId === notification.agentId);
  if (owner === undefined) return 'superseded';
  if (!(await mayDeliver(notification, { sender, nowMs }))) return 'left_to_sweeper';
  const mail = staffMailOf({ workspace, company, escalation, notification, kind, owner });
  const messageId = await sendOrRecord(mail, { to: owner.email, inquiry, company, notification, nowMs });
  const marked = await markStaffMailSent({ notification, messageId, nowMs });
  await publishEscalation(escalation, { notification, mode: modeOf(inquiry) });
  return marked.kind === 'committed' ? 'sent' : 'already_sent';
}
