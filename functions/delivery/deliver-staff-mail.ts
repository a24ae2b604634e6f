import type { CompanySettings, StaffMember } from '../../schemas/company.ts';
import { modeOf } from '../../schemas/mode.ts';
import { type EpochMs, epochMs } from '../../schemas/units.ts';
import { config } from '../config.ts';
import type { EscalationItem } from '../entities/escalation.ts';
import type { NotificationItem } from '../entities/notification.ts';
import type { Workspace } from '../entities/workspace.ts';
import { passagesForStaff } from '../knowledge/retrieved.ts';
import type { Mail } from '../mail/mail.ts';
import { staffMail } from '../mail/staff-mail.ts';
import type { StaffNotificationKind } from '../mail/staff-words.ts';
import { replyTokenOf } from '../tokens/sealed-tokens.ts';
import { markStaffMailSent } from '../transactions/mark-sent.ts';
import type { Delivery } from './deliver-answer.ts';
import { publishEscalation } from './publish.ts';
import { mayDeliver, type Sender, sendOrRecord } from './send-mail.ts';

/**
 * Sends one mail of an escalation to its recipient. A mail whose case has been replied to or has a new
 * owner since is not sent.
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

/** How long a reply link works; a new owner's mail carries a new one. */
const replyLinkDays = 30;

/** The evidence card: what an agent needs to answer without opening anything else. */
export function staffMailOf(options: {
  workspace: Workspace;
  company: CompanySettings;
  escalation: EscalationItem;
  notification: NotificationItem;
  kind: StaffNotificationKind;
  owner: StaffMember;
}): Mail {
  const { workspace, company, escalation, notification, kind, owner } = options;
  const { inquiry, text, messages, pageTexts, drafts, retrievals, analyses } = workspace;
  const { title, priorityScore, sentiment, language } = inquiry;
  const { reason, reasons, responseQualityScore, urgency } = escalation;
  const draft = drafts.find((item) => item.run === escalation.draftRun && item.attempt === escalation.draftAttempt);
  return staffMail({
    kind,
    language: company.locale,
    companyName: company.name,
    ownerName: owner.name,
    inquiry: {
      title,
      content: text.content,
      messages: messages.map((message) => message.text),
      urgency,
      priorityScore,
      sentiment,
      language,
      priorityReasons: analyses.at(-1)?.priorityReasons,
    },
    note: notification.note,
    reason,
    reasons,
    responseQualityScore,
    passages: passagesForStaff(retrievals, draft),
    pageTexts: pageTexts.filter((page) => page.text !== ''),
    unsureWords: pageTexts.flatMap((page) => page.unsureWords),
    draftText: draft?.text,
    replyUrl: replyUrlOf({ escalation, notification, owner }),
    slaDueAtMs: escalation.slaDueAtMs,
    timeZone: company.calendar.timeZone,
    notificationId: notification.notificationId,
    inquiryId: inquiry.inquiryId,
  });
}

function replyUrlOf(options: {
  escalation: EscalationItem;
  notification: NotificationItem;
  owner: StaffMember;
}): string {
  const { escalation, notification, owner } = options;
  const token = replyTokenOf({
    escalationId: escalation.escalationId,
    agentId: owner.agentId,
    generation: notification.generation ?? escalation.generation,
    expiresAtMs: epochMs(notification.createdAtMs + replyLinkDays * 86_400_000),
  });
  return `${config().publicBaseUrl}/r/${token}`;
}
