import { Citation, QualitySubScores } from '../answer.ts';
import { PriorityReason } from '../inquiry.ts';
import * as shared from './example-values.ts';
import { attachmentFields, cursorField, fieldsOf, limitField, modeField, nextCursorField } from './field-docs.ts';
import {
  CompanyAnswer,
  GetInquiryQuery,
  GetInquiryStatusQuery,
  InquiryDetail,
  InquiryStatusResponse,
  InquirySummary,
  type inquiryRoutes,
  ListEventsResponse,
  ListInquiriesQuery,
  ListInquiriesResponse,
  ProgressStep,
  PublicAnswer,
  TimelineEventView,
} from './inquiries.ts';
import { type AreaDocs, ifNoneMatch } from './operation-docs.ts';

const statusOf = ({
  id,
  mode,
  title,
  status,
  urgency,
  estimatedResponseTime,
  escalationRequested,
}: typeof shared.englishSummary | typeof shared.koreanSummary) => ({
  id,
  mode,
  title,
  status,
  urgency,
  estimatedResponseTime,
  escalationRequested,
});

/** What is read of inquiries, one Korean and one English where it makes a difference. */
export const inquiryDocs = {
  listInquiries: {
    summary: 'List the company’s inquiries, newest first',
    description:
      'Pages of 20, or of `limit`. Hand `nextCursor` back as `cursor` with the same filters for the next page; there is none after the last. A page may hold fewer, even none, and have a `nextCursor`: a request reads past some thousands that do not match, and the next goes on.',
    response: {
      page: {
        summary: 'A page with another after it',
        value: { items: [shared.englishSummary, shared.koreanSummary], nextCursor: 'eyJwayI6Ii4uLiJ9.c2ln' },
      },
      last: { summary: 'The last page', value: { items: [shared.koreanSummary] } },
    },
  },
  getInquiry: {
    summary: 'Read one inquiry with its answer',
    description:
      'With `expand=events,cost` the timeline and the cost receipt come along. With `wait` the request is held until there is an answer or, with `If-None-Match`, a change.',
    requestHeaders: [ifNoneMatch],
    responseHeaders: {
      ETag: 'Strong; changes with every change of the inquiry. Absent with `expand=events` or `cost`',
    },
    response: {
      answered: {
        summary: 'Answered by the machine',
        value: {
          ...shared.englishSummary,
          content: shared.englishContent,
          customerEmail: 'olivia.hart@example.com',
          priorityReasons: [],
          attachments: [],
          messages: [],
          answer: shared.companyAnswer,
        },
      },
      escalated: {
        summary: '담당자에게 넘어간 문의',
        value: {
          ...shared.koreanSummary,
          content: shared.koreanContent,
          priorityReasons: [{ reason: 'defect_or_delay', points: 20 }],
          attachments: [{ filename: 'receipt.png', contentType: 'image/png', bytes: 48_213, pages: 1 }],
          messages: [],
        },
      },
    },
  },
  getAnswer: {
    summary: 'Read the present answer alone',
    description: 'The answer that stands now, with what it cost and how it was scored.',
    requestHeaders: [ifNoneMatch],
    responseHeaders: { ETag: 'Strong; changes with every new answer' },
    response: { answer: { summary: 'Written by the machine, with its score', value: shared.companyAnswer } },
  },
  listEvents: {
    summary: 'Read an inquiry’s timeline',
    description: 'Everything that happened to the inquiry, oldest first.',
    response: { timeline: { summary: 'Answered in three seconds', value: { items: shared.events } } },
  },
  getInquiryStatus: {
    summary: 'Poll an inquiry: progress, and the answer once there',
    description:
      'For servers and browsers alike: takes the company’s key or the inquiry’s status token. With `If-None-Match` a 304 costs nothing; with `wait` the request is held until there is an answer or, with `If-None-Match`, a change.',
    requestHeaders: [ifNoneMatch],
    responseHeaders: { ETag: 'Strong; changes with every change of the inquiry' },
    response: {
      answered: {
        summary: 'Answered by the machine',
        value: { ...statusOf(shared.englishSummary), progress: shared.progress, answer: shared.englishAnswer },
      },
      replied: {
        summary: '담당자가 답변함',
        value: {
          ...statusOf(shared.koreanSummary),
          status: 'resolved',
          progress: [
            { kind: 'submitted', at: shared.koreanSummary.createdAt },
            { kind: 'escalated', at: shared.koreanSummary.updatedAt },
            { kind: 'replied', at: shared.koreanReply.at },
          ],
          answer: shared.koreanReply,
        },
      },
      pending: {
        summary: 'On its way',
        value: { ...statusOf(shared.englishSummary), status: 'pending', progress: shared.progress.slice(0, 1) },
      },
    },
  },
} as const satisfies AreaDocs<typeof inquiryRoutes>;

const summaryFields = {
  id: 'Id of the inquiry, as its submission returned it.',
  mode: modeField,
  title: 'Title as it was submitted.',
  category: 'The company’s own group, as submitted.',
  externalId: 'The company’s own number, as submitted.',
  status: '`ai_responded` = answered by the machine; `escalated` = waits for a person; `resolved` = at rest.',
  statusReason: 'Why the inquiry went to people; absent when it did not.',
  run: 'Number of the current run, from 1; each reopening or new message to the machine begins another.',
  escalationRequested: 'Whether the customer or the company has asked for a person in this run.',
  feedback: 'The asker’s latest feedback on an answer; absent while there is none.',
  urgency: 'Urgency by the words of the inquiry; absent until it has been scored.',
  priorityScore: 'Priority, 0–100, a higher one first; absent until it has been scored.',
  sentiment: 'Tone of the text as Amazon Comprehend reads it; absent until it has been read.',
  language: 'Language of the text (ISO 639-1), `und` when unknown; absent until it has been detected.',
  warnings: 'What could not be checked or read, such as an unreadable attachment; empty when all went well.',
  estimatedResponseTime: 'Seconds in which an answer is usually given, by urgency and by who answers.',
  createdAt: 'When the inquiry was submitted.',
  updatedAt: 'When the inquiry last changed.',
};

const publicAnswerFields = {
  text: 'The answer exactly as the customer has it.',
  source: '`ai` = written by the machine; `human` = by a person.',
  citations: 'Passages of the knowledge that support the answer; empty for a person’s reply.',
  at: 'When the answer was given.',
};

const { id, mode, title, status, urgency, estimatedResponseTime, escalationRequested } = summaryFields;

export const inquiryFields = [
  fieldsOf(InquirySummary, summaryFields),
  fieldsOf(InquirySummary.shape.feedback, {
    run: 'Run whose answer was judged.',
    helpful: 'Whether the answer helped.',
  }),
  fieldsOf(InquiryDetail, {
    ...summaryFields,
    content: 'Text as it was submitted.',
    customerEmail: 'Address that answers are mailed to; absent when none was given.',
    messages: 'Messages since the submission, oldest first; absent while there is none.',
    priorityReasons: 'What the priority score is made of; empty until the inquiry has been scored.',
    attachments: 'The submitted files, in their order.',
    answer: 'The current answer; absent while there is none.',
    events: 'The timeline, oldest first; only with `expand=events`.',
    cost: 'What the inquiry has cost so far; only with `expand=cost`.',
  }),
  fieldsOf(PriorityReason, {
    reason: 'Signal or fact behind the points, such as `defect_or_delay`.',
    points: 'Points that it added to the priority score; negative when it lowered it.',
  }),
  fieldsOf(InquiryDetail.shape.attachments, attachmentFields),
  fieldsOf(PublicAnswer, publicAnswerFields),
  fieldsOf(CompanyAnswer, {
    ...publicAnswerFields,
    run: 'Run that the answer belongs to.',
    modelUsed: 'Id of the model that wrote it; absent for a person’s reply.',
    promptVersion: 'Version of the prompt that it was written with; absent for a person’s reply.',
    promptTokens: 'Tokens the model read for this draft; absent for a person’s reply.',
    completionTokens: 'Tokens the model wrote; absent for a person’s reply.',
    costUsd: 'US dollars for this draft by list price, 0 when the price is not known; absent for a person’s reply.',
    responseQualityScore: 'Quality score, 1.0–5.0, by which the answer was sent; absent for a person’s reply.',
    subScores: 'The checks behind the quality score; absent for a person’s reply.',
  }),
  fieldsOf(Citation, {
    passageId: 'Id of the knowledge entry.',
    title: 'Title of the entry when it was cited.',
    quote: 'Words of the entry that support the answer.',
  }),
  fieldsOf(QualitySubScores, {
    citations: '1 when every citation quotes its passage word for word; 0 without citations.',
    grounding: 'How far the cited passages support the sentences of the answer, 0–1.',
    language: '1 when the answer is in the language of the inquiry, else lower, 0–1.',
    outgoing: '1 when the answer shows nothing of the prompt, the tools or the model, else lower, 0–1.',
    coverage: 'How many of the question’s terms the answer and its passages take up, 0–1.',
    retrieval: 'How likely the best passage answers the inquiry, 0–1.',
    legibility: 'How surely the attachments were read, 0–1; absent without attachments.',
    judge: 'Verdict of a second model, 0–1; absent without one.',
  }),
  fieldsOf(InquiryStatusResponse, {
    id,
    mode,
    title,
    status,
    urgency,
    estimatedResponseTime,
    escalationRequested,
    progress: 'Steps of the way so far, oldest first.',
    messages: 'Messages since the submission, oldest first; absent while there is none.',
    answer: 'The current answer; absent while there is none.',
  }),
  fieldsOf(ProgressStep, { kind: 'What happened, in one word of a closed list.', at: 'When it happened.' }),
  fieldsOf(TimelineEventView, {
    kind: 'What happened, in one word of a closed list.',
    at: 'When it happened.',
    run: 'Run in which it happened.',
    facts: 'Details by name, which differ by kind: `reason` of an escalation, `urgency` of an analysis.',
  }),
  fieldsOf(GetInquiryQuery, {
    expand: 'Parts to include besides, with commas between them: `events`, `cost`.',
    wait: 'Seconds to hold the request until there is news, 1–20; answers at once when absent.',
  }),
  fieldsOf(GetInquiryStatusQuery, {
    wait: 'Seconds to hold the request until there is news, 1–20; answers at once when absent.',
  }),
  fieldsOf(ListInquiriesQuery, {
    status: 'Only inquiries with this status.',
    urgency: 'Only inquiries of this urgency.',
    category: 'Only inquiries of this category, spelt exactly so.',
    externalId: 'Only the inquiry with this number of the company’s own.',
    createdAfter: 'Only inquiries submitted at this time or later.',
    createdBefore: 'Only inquiries submitted before this time.',
    limit: limitField(100, 20),
    cursor: cursorField,
  }),
  fieldsOf(ListInquiriesResponse, { items: 'Inquiries, newest first.', nextCursor: nextCursorField }),
  fieldsOf(ListEventsResponse, { items: 'Events of the inquiry, oldest first.' }),
];
