import type * as z from 'zod/mini';
import type {
  CompanyAnswer,
  InquiryDetail,
  InquirySummary,
  PublicAnswer,
  TimelineEventView,
} from '../../../schemas/api/inquiries.ts';
import type { InquiryId, Run } from '../../../schemas/ids.ts';
import { modeOf } from '../../../schemas/mode.ts';
import { timestampOf } from '../../../schemas/units.ts';
import type { AnswerItem } from '../../entities/answer.ts';
import type { InquiryItem } from '../../entities/inquiry.ts';
import type { MessageItem } from '../../entities/message.ts';
import type { TimelineEventItem } from '../../entities/timeline.ts';
import type { Workspace } from '../../entities/workspace.ts';

/** Strong: the version rises with every change of the inquiry's representations. */
export const etagOf = ({ inquiryId, version }: InquiryItem): string => `"${inquiryId}-v${version}"`;

/** Strong: an answer never changes; another run adds a new one. */
export const answerEtagOf = (inquiryId: InquiryId, run: Run): string => `"${inquiryId}-a${run}"`;

/** An inquiry in a company's list. */
export function summaryOf(inquiry: InquiryItem): InquirySummary {
  const { inquiryId, category, externalId, statusReason, urgency, priorityScore, sentiment, language } = inquiry;
  const { feedback } = inquiry;
  return {
    id: inquiryId,
    mode: modeOf(inquiry),
    title: inquiry.title,
    ...(category !== undefined && { category }),
    ...(externalId !== undefined && { externalId }),
    status: inquiry.status,
    ...(statusReason !== undefined && { statusReason }),
    run: inquiry.run,
    escalationRequested: inquiry.escalationRequested,
    ...(feedback !== undefined && { feedback: { ...feedback } }),
    ...(urgency !== undefined && { urgency }),
    ...(priorityScore !== undefined && { priorityScore }),
    ...(sentiment !== undefined && { sentiment }),
    ...(language !== undefined && { language }),
    warnings: [...inquiry.warnings],
    estimatedResponseTime: inquiry.estimatedResponseTime,
    createdAt: timestampOf(inquiry.createdAtMs),
    updatedAt: timestampOf(inquiry.updatedAtMs),
  };
}

/** An inquiry with everything that its company may see. */
export function detailOf({ inquiry, text, messages, analyses, answers }: Workspace): InquiryDetail {
  const answer = answers.find(({ run }) => run === inquiry.answeredRun);
  return {
    ...summaryOf(inquiry),
    content: text.content,
    ...(text.customerEmail !== undefined && { customerEmail: text.customerEmail }),
    ...(messages.length > 0 && { messages: messages.map(messageViewOf) }),
    priorityReasons: [...(analyses.at(-1)?.priorityReasons ?? [])],
    attachments: text.attachments.map(({ filename, contentType, bytes, pages }) => ({
      filename,
      contentType,
      bytes,
      pages,
    })),
    ...(answer !== undefined && { answer: companyAnswerOf(answer) }),
  };
}

export const messageViewOf = ({ by, text, run, createdAtMs }: MessageItem) => ({
  by,
  text,
  run,
  at: timestampOf(createdAtMs),
});

export const publicAnswerOf = ({ text, source, citations, createdAtMs }: AnswerItem): z.infer<typeof PublicAnswer> => ({
  text,
  source,
  citations: [...citations],
  at: timestampOf(createdAtMs),
});

/** An answer with the details for its company. */
export function companyAnswerOf(answer: AnswerItem): z.infer<typeof CompanyAnswer> {
  const { run, modelUsed, promptVersion, promptTokens, completionTokens, costUsd } = answer;
  const { responseQualityScore, subScores } = answer;
  return {
    ...publicAnswerOf(answer),
    run,
    ...(modelUsed !== undefined && { modelUsed }),
    ...(promptVersion !== undefined && { promptVersion }),
    ...(promptTokens !== undefined && { promptTokens }),
    ...(completionTokens !== undefined && { completionTokens }),
    ...(costUsd !== undefined && { costUsd }),
    ...(responseQualityScore !== undefined && { responseQualityScore }),
    ...(subScores !== undefined && { subScores }),
  };
}

/** A timeline event in the company's view. */
export const eventViewOf = ({ kind, atMs, run, facts }: TimelineEventItem): z.infer<typeof TimelineEventView> => ({
  kind,
  at: timestampOf(atMs),
  run,
  facts: { ...facts },
});
