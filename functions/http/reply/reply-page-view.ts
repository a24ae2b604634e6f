import { replyCharacters } from '../../../schemas/api/escalations.ts';
import { passagesForStaff } from '../../knowledge/passages-for-staff.ts';
import type { ReplyPageView } from '../../pages/reply-page-view.ts';
import type { ReplyCase } from './open-reply-link.ts';

/** What an agent needs to answer without opening anything else. */
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
