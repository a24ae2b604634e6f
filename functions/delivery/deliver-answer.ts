import type { CompanySettings } from '../../schemas/company.ts';
import type { Run } from '../../schemas/ids.ts';
import type { EpochMs } from '../../schemas/units.ts';
import { config } from '../config.ts';
import type { Workspace } from '../entities/workspace.ts';
import { answerMail } from '../mail/answer-mail.ts';
import { statusTokenOf } from '../tokens/sealed-tokens.ts';
import { markAnswerMailSent } from '../transactions/mark-sent.ts';
import { mayDeliver, type Sender, sendOrRecord } from './send-mail.ts';

export type Delivery = 'sent' | 'already_sent' | 'not_wanted' | 'superseded' | 'left_to_sweeper';

interface DeliverOptions {
  readonly company: CompanySettings;
  readonly run: Run;
  readonly sender: Sender;
  readonly nowMs: EpochMs;
}

/**
 * Sends the customer the answer of `run`: only while it is the current one, so that a person's reply, a reopening or an
 * erasure since then wins. Claim, send, mark: at least once, under one notification id.
 */
export async function deliverAnswer(
  workspace: Workspace,
  { company, run, sender, nowMs }: DeliverOptions,
): Promise<Delivery> {
  const { inquiry, text, answers, notifications } = workspace;
  const { status } = inquiry;
  if ((status !== 'ai_responded' && status !== 'resolved') || inquiry.answeredRun !== run) return 'superseded';
  const answer = answers.find((item) => item.run === run);
  const notification = notifications.find((item) => item.kind === 'answer' && item.run === run);
  if (answer === undefined || notification === undefined || text.customerEmail === undefined) return 'not_wanted';
  if (notification.state !== 'due') return 'already_sent';
  if (!(await mayDeliver(notification, { sender, nowMs }))) return 'left_to_sweeper';
  const mail = answerMail({
    companyName: company.name,
    language: inquiry.language ?? company.locale,
    inquiryId: inquiry.inquiryId,
    title: inquiry.title,
    answerText: answer.text,
    source: answer.source,
    citations: answer.citations,
    statusUrl: `${config().publicBaseUrl}/s/${statusTokenOf(inquiry.inquiryId)}`,
    notificationId: notification.notificationId,
  });
  const messageId = await sendOrRecord(mail, { to: text.customerEmail, inquiry, company, notification, nowMs });
  const marked = await markAnswerMailSent({ notification, messageId, nowMs }, { companyId: inquiry.companyId, status });
  return marked.kind === 'committed' ? 'sent' : 'already_sent';
}
