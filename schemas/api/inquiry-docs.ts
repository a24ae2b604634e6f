import * as shared from './example-values.ts';
import type { inquiryRoutes } from './inquiries.ts';
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
