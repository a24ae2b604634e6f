import { StaffPassage } from '../knowledge.ts';
import {
  AgentRequest,
  EscalationDetail,
  EscalationSummary,
  type escalationRoutes,
  ListEscalationsQuery,
  ListEscalationsResponse,
  ListStaffResponse,
  ReassignRequest,
  ReplyRequest,
} from './escalations.ts';
import * as shared from './example-values.ts';
import { attachmentFields, cursorField, fieldsOf, limitField, nextCursorField } from './field-docs.ts';
import { type AreaDocs, ifNoneMatch } from './operation-docs.ts';

const open = shared.koreanEscalation;

const taken = { ...open, owner: { agentId: 'joon', name: '박준' }, version: 3, etag: open.etag.replace('2.4', '3.5') };
const moved = (state: string) => ({ ...open, state, version: 3, etag: open.etag.replace('2.4', '3.5') });

const byMina = { agentId: 'mina' };

const ifCaseMatch = {
  name: 'If-Match',
  isRequired: true,
  description:
    'The ETag of the escalation as it was read; 412 when it has changed since, 428 when the header is missing',
};

const newEtag = { ETag: 'Of the escalation as it stands now, for the next action' };

/** A case on its way from one agent to another. */
export const escalationDocs = {
  listEscalations: {
    summary: 'List the cases that wait for people, those due first',
    description:
      'Open cases unless `state` says otherwise, ordered by `dueAt`. Pages of 20, or of `limit`; `nextCursor` as `cursor` continues with the same filters. A page may hold fewer, even none, and have a `nextCursor`: a request reads past some thousands that do not match, and the next goes on. Each item carries the `etag` that the actions take.',
    requestHeaders: [ifNoneMatch],
    responseHeaders: { ETag: 'Of this page of the list' },
    response: { page: { summary: 'One case, due at 11:28 in Seoul', value: { items: [open] } } },
  },
  listStaff: {
    summary: 'List who can own a case',
    description: 'Their ids are what `agentId` takes.',
    response: {
      staff: {
        summary: 'An agent and a manager',
        value: {
          companyName: '파란 가게',
          locale: 'ko',
          timeZone: 'Asia/Seoul',
          items: [
            { agentId: 'mina', name: '김민아', role: 'agent' },
            { agentId: 'joon', name: '박준', role: 'manager' },
          ],
        },
      },
    },
  },
  getEscalation: {
    summary: 'Read a case with everything that is needed to answer it',
    description:
      'The evidence card as data: the inquiry, why it came to a person, what was read, a draft, the timeline.',
    requestHeaders: [ifNoneMatch],
    responseHeaders: { ETag: 'Strong; changes with every change of the case' },
    response: { open: { summary: '담당자를 기다리는 문의', value: shared.koreanCase } },
  },
  claimEscalation: {
    summary: 'Take a case',
    description:
      'The agent becomes the owner and is mailed; links of the earlier owner are spent. Claiming one’s own case changes nothing.',
    requestHeaders: [ifCaseMatch],
    responseHeaders: newEtag,
    request: { claim: { summary: 'As Joon', value: { agentId: 'joon' } } },
    response: { claimed: { summary: 'Joon has it now', value: taken } },
  },
  releaseEscalation: {
    summary: 'Give a case of one’s own to somebody else',
    description: 'For the owner. Another one is chosen as at the opening, and mailed.',
    requestHeaders: [ifCaseMatch],
    responseHeaders: newEtag,
    request: { release: { summary: 'As Mina', value: byMina } },
    response: { released: { summary: 'Joon was chosen', value: taken } },
  },
  reassignEscalation: {
    summary: 'Give a case to a named colleague',
    description: 'The new owner is mailed, with the note. The SLA goes on as before.',
    requestHeaders: [ifCaseMatch],
    responseHeaders: newEtag,
    request: {
      korean: {
        summary: '메모와 함께',
        value: { ...byMina, toAgentId: 'joon', note: '배송비 규정 확인 부탁드립니다.' },
      },
      english: { summary: 'Without a note', value: { ...byMina, toAgentId: 'joon' } },
    },
    response: { reassigned: { summary: 'Joon has it now', value: taken } },
  },
  replyToEscalation: {
    summary: 'Answer the customer',
    description:
      'For the owner. Commits the answer, which ends the case; the same reply again is a 200, any other a 410 that says who replied and when.',
    requestHeaders: [ifCaseMatch],
    responseHeaders: newEtag,
    request: {
      korean: { summary: '한국어 답변', value: { ...byMina, text: shared.koreanReply.text } },
      english: {
        summary: 'In English',
        value: { ...byMina, text: 'We will pick up the shoes tomorrow, free of charge.' },
      },
    },
    response: { replied: { summary: 'The customer has the reply', value: moved('replied') } },
  },
  returnToAi: {
    summary: 'Have the machine try again',
    description:
      'Ends the case and restarts the machine’s work, with what the customer has written since and the knowledge as it is now. It may come back as a new case.',
    requestHeaders: [ifCaseMatch],
    responseHeaders: newEtag,
    request: { returned: { summary: 'As Mina', value: byMina } },
    response: { returned: { summary: 'The machine starts again', value: moved('returned_to_ai') } },
  },
} as const satisfies AreaDocs<typeof escalationRoutes>;

const agentFields = {
  agentId: 'Id of the agent, as the company’s settings name it.',
  name: 'Name of the agent; the id when they have left the staff.',
};

const summaryFields = {
  id: 'Id of the escalation: that of its inquiry, with the run that opened it.',
  inquiryId: 'Id of the inquiry that waits for a person.',
  title: 'Title of the inquiry.',
  state: '`open` = waits for a person; `replied`, `returned_to_ai` and `closed` are ends.',
  stage: 'SLA step that the case has reached; `handed_over` = with a manager.',
  reason: 'Why the inquiry went to people.',
  urgency: 'Urgency of the inquiry, by which its SLA is chosen.',
  priorityScore: 'Priority of the inquiry, 0–100; absent when it was not scored.',
  owner: 'The agent who is to answer.',
  openedAt: 'When the case was opened.',
  dueAt: 'When the SLA clock takes its next step: a reminder, another owner or a manager.',
  slaDueAt: 'Deadline of the reply by the company’s SLA.',
  slips: 'Hand-overs repeated since the first one, each because the deadline passed again.',
  customerWaitingSince: 'Since when the customer has waited for this reply.',
  version: 'Version of the case, raised by one with every change.',
  etag: 'Value for `If-Match` of the actions on this case.',
};

const acting = 'Id of the agent who acts; must be on the staff.';

export const escalationFields = [
  fieldsOf(EscalationSummary, summaryFields),
  fieldsOf(EscalationSummary.shape.owner, agentFields),
  fieldsOf(EscalationDetail, {
    ...summaryFields,
    reasons: 'Checks that spoke against an automatic answer, in words of a closed list.',
    inquiry: 'The inquiry as the customer wrote it, with what was found out about it.',
    messages: 'Messages of the asker since the submission, oldest first.',
    attachments: 'The submitted files, in their order.',
    pages: 'Text read from the attachments, page by page.',
    priorityReasons: 'What the priority score is made of.',
    passages: 'Passages of the knowledge found last: those the draft cites first, then the best.',
    draft: 'An answer by the machine that was not sent; absent when there is none.',
    responseQualityScore: 'Quality score of the draft, 1.0–5.0; absent without a draft.',
    answer: 'The answer that the customer has from before this case; absent when there is none.',
    events: 'Timeline of the inquiry, oldest first, without the delivery of mails.',
    reply: 'The reply that ended the case; absent while there is none.',
  }),
  fieldsOf(EscalationDetail.shape.inquiry, {
    status: 'Status of the inquiry now.',
    content: 'Text as the customer submitted it.',
    category: 'The company’s own group; absent when none was given.',
    customerEmail: 'Address that the reply is mailed to; absent when none was given.',
    language: 'Language of the text (ISO 639-1), `und` when unknown; absent when it was not detected.',
    sentiment: 'Tone of the text as Amazon Comprehend reads it; absent when it was not read.',
    warnings: 'What could not be checked or read; empty when all went well.',
    createdAt: 'When the inquiry was submitted.',
  }),
  fieldsOf(EscalationDetail.shape.attachments, attachmentFields),
  fieldsOf(EscalationDetail.shape.pages, {
    filename: 'File that the page belongs to.',
    page: 'Number of the page in its file, from 1.',
    outcome: '`empty` = no text on it; `unreadable` = could not be read.',
    text: 'Text of the page; empty unless it was read.',
    unsureWords: 'Words of the text that may be misread.',
  }),
  fieldsOf(StaffPassage, {
    passageId: 'Id of the knowledge entry.',
    title: 'Title of the entry.',
    text: 'Text of the entry.',
    isCited: 'Whether the draft cites it.',
  }),
  fieldsOf(EscalationDetail.shape.draft, {
    text: 'The draft; check it before using any of it.',
    citations: 'Passages that the draft relies on.',
  }),
  fieldsOf(EscalationDetail.shape.answer, {
    text: 'The answer exactly as the customer has it.',
    source: '`ai` = written by the machine; `human` = by a person.',
    at: 'When the answer was given.',
  }),
  fieldsOf(EscalationDetail.shape.reply, {
    text: 'The reply exactly as the customer has it.',
    agent: 'The agent who replied.',
    at: 'When the reply was committed.',
  }),
  fieldsOf(ListEscalationsQuery, {
    state: 'Only cases in this state; `open` when absent.',
    agent: 'Only cases owned by the agent with this id.',
    limit: limitField(50, 20),
    cursor: cursorField,
  }),
  fieldsOf(ListEscalationsResponse, { items: 'Cases, those due first.', nextCursor: nextCursorField }),
  fieldsOf(ListStaffResponse, {
    companyName: 'Name of the company.',
    locale: 'Language of the company’s pages and mails.',
    timeZone: 'Time zone (IANA) in which the company’s times are shown.',
    items: 'Members of the staff.',
  }),
  fieldsOf(ListStaffResponse.shape.items, { ...agentFields, role: '`manager` takes cases whose deadline has passed.' }),
  fieldsOf(AgentRequest, { agentId: acting }),
  fieldsOf(ReassignRequest, {
    agentId: acting,
    toAgentId: 'Id of the new owner; must be on the staff.',
    note: 'A word to the new owner, which the mail shows.',
  }),
  fieldsOf(ReplyRequest, { agentId: acting, text: 'The reply; the customer sees exactly this text.' }),
];
