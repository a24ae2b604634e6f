import { replyCharacters } from '../../../schemas/api/limits.ts';
import type { StaffMember } from '../../../schemas/company.ts';
import { partsOfEscalationId } from '../../../schemas/ids.ts';
import type { EpochMs } from '../../../schemas/units.ts';
import { findCompany } from '../../entities/account.ts';
import { readWorkspace } from '../../entities/workspace.ts';
import { passagesForStaff } from '../../knowledge/retrieved.ts';
import { ProblemError } from '../../middleware/problem-error.ts';
import type { ReplyPageView } from '../../pages/reply-evidence.ts';
import { readReplyToken } from '../../tokens/sealed-tokens.ts';
import { alreadyReplied, type EscalationCase } from '../escalations/escalation-case.ts';

/** A case that its owner may reply to by this link. */
export interface ReplyCase extends EscalationCase {
  readonly agent: StaffMember;
}

/** @throws ProblemError not_found, erased, already_replied with who and when, link_expired */
export async function openReplyLink(linkToken: string, nowMs: EpochMs): Promise<ReplyCase> {
  const link = readReplyToken(linkToken);
  if (link === null) throw new ProblemError('not_found');
  const { inquiryId } = partsOfEscalationId(link.escalationId);
  const workspace = await readWorkspace(inquiryId);
  if (workspace === null || workspace.inquiry.status === 'erased') throw new ProblemError('erased');
  const escalation = workspace.escalations.find(({ escalationId }) => escalationId === link.escalationId);
  const company = await findCompany(workspace.inquiry.companyId, nowMs);
  if (escalation === undefined || company === null) throw new ProblemError('not_found');
  if (escalation.reply !== undefined) throw alreadyReplied(escalation.reply, company);
  const agent = company.staff.find(({ agentId }) => agentId === link.agentId);
  const isCurrent = escalation.state === 'open' && escalation.generation === link.generation;
  if (!isCurrent || agent === undefined || link.expiresAtMs <= nowMs) throw new ProblemError('link_expired');
  return { workspace, escalation, company, agent };
}

/** Everything an agent needs to answer. */
export function replyPageView({ workspace, escalation, company }: ReplyCase): ReplyPageView {
  const { inquiry, text, messages, pageTexts, analyses, drafts, retrievals } = workspace;
  const draft = drafts.find(({ run, attempt }) => run === escalation.draftRun && attempt === escalation.draftAttempt);
  const filenames = new Map(text.attachments.map(({ number, filename }) => [number, filename]));
  return {
    language: company.locale,
    timeZone: company.calendar.timeZone,
    companyName: company.name,
    title: inquiry.title,
    content: text.content,
    messages: messages.map((message) => message.text),
    category: inquiry.category,
    customerEmail: text.customerEmail,
    receivedAtMs: inquiry.createdAtMs,
    dueAtMs: escalation.slaDueAtMs,
    urgency: escalation.urgency,
    priorityScore: inquiry.priorityScore,
    priorityReasons: analyses.at(-1)?.priorityReasons ?? [],
    reason: escalation.reason,
    reasons: escalation.reasons,
    pages: pageTexts.map((page) => ({ ...page, filename: filenames.get(page.attachmentNumber) ?? '' })),
    passages: passagesForStaff(retrievals, draft),
    draft: draft?.text,
    responseQualityScore: escalation.responseQualityScore,
    replyCharacters,
  };
}
